"""The long run of the laws: `pytest -m long` decides ten thousand cases; without `-m` a few hundred do.

Hypothesis's own profile (tests/conftest.py) says how many there are otherwise, and makes them the same on every run of continuous integration.
"""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes minutes; run with `pytest -m long`")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("-m"):
        return
    skip = pytest.mark.skip(reason="takes minutes: pytest -m long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)
