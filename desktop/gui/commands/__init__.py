"""The commands of the window: one table, from which come menus, buttons, links, the rail, keys, permits, the palette.

To add a dialog, give it one row in `table` and a function in `openers` that opens it (the dialog is imported inside, so
that a start stays quick). Its `where` puts it in menus, in the rail or beside documents; the palette (Ctrl+K), the list
of shortcuts, the permits of logins and what is greyed follow from the row. A page has a row like any other.
Pages and dialogs run a command by its name, `context.run("board")`, and never import this package: it imports them.
"""

from desktop.gui.commands.openers import welcome
from desktop.gui.commands.table import COMMANDS, MENUS

__all__ = ["COMMANDS", "MENUS", "welcome"]
