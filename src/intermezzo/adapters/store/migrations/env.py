"""Alembic asks here how to reach the database: the store hands its own connection and transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, render_as_batch=True, transactional_ddl=False)
context.run_migrations()
