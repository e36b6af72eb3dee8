"""Tasks after a conference: given to units, committed to, told of, extended; sheets that go out and come back."""

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
