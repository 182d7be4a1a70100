"""Add the full-text index of the database in use.

SQLite: an FTS5 table without a copy of the text (external content), kept by triggers.
PostgreSQL: a generated tsvector column with a GIN index. Its words are taken as on SQLite: as they
are written, without accents, and none is left out as too common.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        title, body, content='search_searchentry', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER search_entry_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body);
    END""",
    """CREATE TRIGGER search_entry_removed AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
    END""",
    """CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_index(search_index, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
        INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body);
    END""",
)
# What a letter with an accent is made of, less the accents.
BARE = r"regexp_replace(normalize({}, NFKD), '[\u0300-\u036f]', '', 'g')"
POSTGRESQL = (
    f"""ALTER TABLE search_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', {BARE.format("title")}), 'A')
        || setweight(to_tsvector('simple', {BARE.format("body")}), 'B')) STORED""",
    "CREATE INDEX search_words ON search_searchentry USING gin (words)",
)


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    with schema_editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(add)]
