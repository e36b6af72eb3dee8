"""What the commands about desks and servers open; each is imported when it is asked for, so that a start stays quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.gui.context import Context


def share_conference(context: Context) -> object:
    from desktop.gui.desks.share import share_conference

    return share_conference(context)


def join_organizer(context: Context) -> object:
    from desktop.gui.desks.join import join_organizer

    return join_organizer(context)


def desk_panel(context: Context) -> object:
    from desktop.gui.desks.panel import show_panel

    return show_panel(context)


def export_desk(context: Context) -> None:
    from desktop.gui.desks.exchange import export_desk

    export_desk(context)


def merge_desks(context: Context) -> object:
    from desktop.gui.desks.exchange import merge_desks

    return merge_desks(context)


def put_on_server(context: Context) -> object:
    from desktop.gui.desks.server_copy import put_on_server

    return put_on_server(context)


def fetch_from_server(context: Context) -> None:
    from desktop.gui.desks.server_copy import fetch_from_server

    fetch_from_server(context)


def add_desk(context: Context) -> object:
    from desktop.gui.desks.server_desks import add_desk

    return add_desk(context)


def server_status(context: Context) -> object:
    from desktop.gui.desks.server_desks import show_status

    return show_status(context)
