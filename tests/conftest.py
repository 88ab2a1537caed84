"""What pytest asks first: see tests/harness/stage.py for the database the tests run on."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from tests.harness import stage

pytest_plugins = ("tests.harness.own_office",)
# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("calm", deadline=None)
hypothesis.settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="only the folders whose tests may use the database",
    )


def pytest_plugin_registered(plugin: object) -> None:
    """Set the stage as soon as the arguments are known, before any conftest below this one."""
    if isinstance(plugin, pytest.Config):
        stage.set_stage(plugin)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: left out of the quick command, make check")
    config.addinivalue_line("markers", "only_on(vendor): for sqlite or for postgresql alone")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if not config.getoption("--database-only"):
        return None
    within = stage.needs_database(collection_path)
    return None if within or collection_path == stage.TESTS else True


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> None:
    if stage.needs_database(path):
        stage.load_django(parent.config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other database; refuse those that would silently be skipped."""
    elsewhere = [item for item in items if not is_for(item, stage.vendor())]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in set(elsewhere)]
    lost = [
        item.nodeid
        for item in items
        if item.get_closest_marker("django_db") and not stage.needs_database(item.path)
    ]
    if lost:
        folders = "、".join(folder.name for folder in stage.FOLDERS)
        raise pytest.UsageError(f"tests of the database live in tests/({folders}): {lost}")


def is_for(item: pytest.Item, vendor: str) -> bool:
    mark = item.get_closest_marker("only_on")
    return mark is None or vendor in mark.args
