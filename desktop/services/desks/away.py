"""What keeps a desk from its server: check-in goes on at home meanwhile, and the reason is told with its remedy."""

from __future__ import annotations

from desktop.domain.errors import UnusableDatabase

UNREACHABLE = "record.unreachable"
REASONS = frozenset(
    {
        UNREACHABLE,
        "record.wrong_password",
        "record.login_locked",
        "record.certificate",
        "record.no_tls",
        "record.too_many_connections",
        "record.no_database",
        "record.server_refused",
        "record.server_full",
        "record.server_read_only",
    }
)
"""Codes of a server that takes nothing from this desk just now, however right what it is given."""

MENDED_BY_LOGIN = frozenset(
    {"record.wrong_password", "record.login_locked", "record.no_database", "record.certificate", "record.no_tls"}
)
"""Those of them that another password, login or address mends."""


def is_away(error: BaseException) -> bool:
    """Whether the server could take nothing at all, as opposed to having refused what it was given."""
    return isinstance(error, UnusableDatabase) and error.code in REASONS


def may_come_back(error: UnusableDatabase) -> bool:
    """Whether only time is needed: nobody here can do anything about it."""
    return error.code in {UNREACHABLE, "record.too_many_connections"}
