"""Alembic's environment for a developer at the command line (`alembic` needs it); the product calls `store.upgrade`."""

from __future__ import annotations

from alembic import context

from desktop.store import schema

context.configure(
    connection=context.config.attributes["connection"], target_metadata=schema.whole(), render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
