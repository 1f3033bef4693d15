"""The database: models, migrations, repositories, the log writer. SQLAlchemy stays in here; records go out."""
