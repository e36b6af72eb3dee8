"""Bringing in the workbooks that units send: the wizard, its preview and its questions."""
