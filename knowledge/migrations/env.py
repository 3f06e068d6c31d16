"""Runs the migrations on the connection that `knowledge.database` hands over."""

from alembic import context

from knowledge.database import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_object=lambda _object, name, _type, _reflected, _to: not str(name).startswith("lexicon"),
)
with context.begin_transaction():
    context.run_migrations()
