"""Alembic's entry point; it only runs on the connection that `migrations.upgrade` hands over."""

from alembic import context

from amux_desktop.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The caller's transaction covers all steps: SQLite can roll back schema changes.
    transactional_ddl=False,
    transaction_per_migration=False,
)
context.run_migrations()
