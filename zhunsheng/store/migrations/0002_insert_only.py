"""Triggers that refuse to change or delete what is kept for good, in both databases."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KEPT = ("store_matter", "store_event", "store_logleaf", "store_dayhead", "store_accessentry")
ERASABLE = "store_personalvalue"
UNCHANGED = ("id", "matter_id", "seq", "name")

SQLITE_REFUSED = """
CREATE TRIGGER {table}_{act}_refused BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is insert only'); END
"""
SQLITE_ERASED = """
CREATE TRIGGER {table}_update_refused BEFORE UPDATE ON {table}
WHEN NOT (NEW.value IS NULL AND NEW.salt IS NULL AND {same})
BEGIN SELECT RAISE(ABORT, '{table} may only be erased'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION zhunsheng_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is insert only', TG_TABLE_NAME; END $$
"""
POSTGRESQL_REFUSED = """
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION zhunsheng_insert_only()
"""
POSTGRESQL_ERASED = """
CREATE TRIGGER erase_only BEFORE UPDATE ON {table} FOR EACH ROW
WHEN (NOT (NEW.value IS NULL AND NEW.salt IS NULL AND {same}))
EXECUTE FUNCTION zhunsheng_insert_only()
"""
POSTGRESQL_NO_DELETE = """
CREATE TRIGGER no_delete BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION zhunsheng_insert_only()
"""
POSTGRESQL_NO_TRUNCATE = """
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION zhunsheng_insert_only()
"""


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on every table that is kept for good."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def statements(vendor: str) -> list[str]:
    """Return the statements that guard the tables of a database of this vendor."""
    if vendor == "sqlite":
        same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in UNCHANGED)
        made = [
            SQLITE_REFUSED.format(table=table, act=act)
            for table in KEPT
            for act in ("UPDATE", "DELETE")
        ]
        made.append(SQLITE_REFUSED.format(table=ERASABLE, act="DELETE"))
        return [*made, SQLITE_ERASED.format(table=ERASABLE, same=same)]
    same = " AND ".join(f"NEW.{column} = OLD.{column}" for column in UNCHANGED)
    made = [POSTGRESQL_FUNCTION, *(POSTGRESQL_REFUSED.format(table=table) for table in KEPT)]
    made += [
        POSTGRESQL_ERASED.format(table=ERASABLE, same=same),
        POSTGRESQL_NO_DELETE.format(table=ERASABLE),
    ]
    return [*made, *(POSTGRESQL_NO_TRUNCATE.format(table=t) for t in (*KEPT, ERASABLE))]


class Migration(migrations.Migration):
    """Guard the tables."""

    dependencies = (("store", "0001_initial"),)
    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)
