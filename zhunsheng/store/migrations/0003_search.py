"""The index of words: FTS5 over bigrams on SQLite, a tsvector of the same bigrams on PostgreSQL."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    "CREATE TABLE store_wordtext (matter_id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE store_words USING fts5(words, content='store_wordtext',"
    " content_rowid='matter_id', tokenize='unicode61')",
    "CREATE TRIGGER store_words_added AFTER INSERT ON store_wordtext BEGIN"
    " INSERT INTO store_words(rowid, words) VALUES (NEW.matter_id, NEW.words); END",
    "CREATE TRIGGER store_words_removed AFTER DELETE ON store_wordtext BEGIN"
    " INSERT INTO store_words(store_words, rowid, words)"
    " VALUES ('delete', OLD.matter_id, OLD.words); END",
    "CREATE TRIGGER store_words_changed AFTER UPDATE ON store_wordtext BEGIN"
    " INSERT INTO store_words(store_words, rowid, words)"
    " VALUES ('delete', OLD.matter_id, OLD.words);"
    " INSERT INTO store_words(rowid, words) VALUES (NEW.matter_id, NEW.words); END",
)
POSTGRESQL = (
    "CREATE TABLE store_wordtext (matter_id BIGINT PRIMARY KEY, words TEXT NOT NULL,"
    " vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED)",
    "CREATE INDEX store_wordtext_vector ON store_wordtext USING GIN (vector)",
)


def build(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of words."""
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Make the index of words."""

    dependencies = (("store", "0002_insert_only"),)
    operations = (migrations.RunPython(build, migrations.RunPython.noop),)
