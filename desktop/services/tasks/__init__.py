"""Tasks after a conference: given to units, committed to, told of, extended; sheets that go out and come back.

How a task stands is worked out, never typed (`desktop/domain/tasks.py::standing`), from the due day, what was told of
it and what was extended, for any day asked about; progress and extensions are only added. After a merger the unit that
stays answers, and the task keeps the name it was given to.
"""

from desktop.services.tasks.giving import commit, commit_whole, edit, edit_together, extend, give, remove, report
from desktop.services.tasks.looking import find_task, get_task, get_tasks, kinds, list_tasks, owing, today

__all__ = [
    "commit",
    "commit_whole",
    "edit",
    "edit_together",
    "extend",
    "find_task",
    "get_task",
    "get_tasks",
    "give",
    "kinds",
    "list_tasks",
    "owing",
    "remove",
    "report",
    "today",
]
