"""What the commands of the menu Help open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.gui.context import Context


def guide(context: Context) -> object:
    from desktop.gui.guide.window import open_guide

    page = context.shell.page
    return open_guide(context.theme, page.guide_place) if page is not None else open_guide(context.theme)


def shortcuts(context: Context) -> object:
    from desktop.gui.shell.about import show_shortcuts

    return show_shortcuts(context)


def log(_context: Context) -> None:
    from desktop import paths
    from desktop.gui.feedback import open_file

    open_file(paths.log_file())


def news(context: Context) -> object:
    from desktop.gui.shell.versions import show_news

    return show_news(context)


def check_version(context: Context) -> None:
    from desktop.gui.shell.versions import check

    check(context)


def about(context: Context) -> object:
    from desktop.gui.shell.about import show_about

    return show_about(context)
