"""Alembic's environment for a developer at the command line (`alembic` needs it); the product calls `store.upgrade`."""

from __future__ import annotations

from alembic import context

from desktop.store.columns import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
