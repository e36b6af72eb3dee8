"""A server set up as an office's, with a hall on it and a login of each kind."""

from __future__ import annotations

from typing import Any

import psycopg

from desktop.store import server
from desktop.store.database import Database
from desktop.store.engines import server_url
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import fill, open_hall


class Site:
    """A server set up, with a hall on it and a login of each kind."""

    def __init__(self, postgresql: Any) -> None:
        self.postgresql = postgresql
        self.address = postgresql.copied(fill, desk="Ban tổ chức")
        self.name = str(server_url(self.address).database)
        server.init(self.address)
        self.organizer = open_database(self.address, desk="Ban tổ chức")
        self.hall = open_hall(self.organizer)
        self.logins = {
            role: server.add_login(self.address, f"{role} {self.name}", role)
            for role in ("desk", "organizer", "viewer")
        }

    def location(self, role: str) -> str:
        login = self.logins[role]
        return self.postgresql.login(login.name, self.name, login.password)

    def open(self, role: str) -> Database:
        return open_database(self.location(role))

    def connect(self, role: str) -> psycopg.Connection[Any]:
        login = self.logins[role]
        return psycopg.connect(
            host=str(self.postgresql.folder),
            user=login.name,
            password=login.password,
            dbname=self.name,
            autocommit=True,
        )
