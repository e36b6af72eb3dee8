"""The office's documents: which there are, what can be chosen for each, and what each holds before it is laid out.

kinds: the list of them · fields: their options · selection: for whom · frame: the official frame. Each room of documents
has a module of its own name here (options and content), in `services.documents` (gathering), in `wording.documents`
(words) and in `documents` (layout).
"""
