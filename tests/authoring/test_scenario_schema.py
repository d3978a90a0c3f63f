"""The schema of scenario files takes what the reader takes, and refuses some of what it refuses."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from authoring.harbour import file_of, refused
from authoring.test_expectations import HOLD
from transferrules.authoring.scenarios import scenario_files, scenario_schema

SCHEMA = Draft202012Validator(scenario_schema())
CONFORMANCE = Path(__file__).parents[2] / "conformance"


class Editor(yaml.SafeLoader):
    """YAML as editors read it, by version 1.2: whole numbers, truth and null have types, all else is text."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(null|~|)$"), ["n", "~", ""])
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile("^[0-9]{1,9}$"), list("0123456789")
)


def plain(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)


def problems(given: Any) -> list[str]:
    """What the schema refuses, and where."""
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in SCHEMA.iter_errors(given)]


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(scenario_schema())


@pytest.mark.parametrize("expected", HOLD)
def test_what_can_be_expected_follows_the_schema(expected: str, tmp_path: Path) -> None:
    scenario = f"- {{title: One, as_of: 2026-04-07, expect: {expected}}}\n"

    assert problems(plain(file_of(scenario, tmp_path))) == []


@pytest.mark.parametrize("path", scenario_files([CONFORMANCE]), ids=lambda path: path.stem)
def test_conformance_follows_the_schema(path: Path) -> None:
    assert problems(plain(path)) == []


@pytest.mark.parametrize(
    "scenario",
    [
        "- {as_of: 2026-04-07, expect: {status: stay}}\n",
        "- {title: One, as_of: 2026-04-07}\n",
        "- {title: One, as_of: 2026-04-07, expect: {}}\n",
        "- {title: One, as_of: 2026-04-07, expect: {statsu: stay}}\n",
        "- {title: One, as_of: 2026-04-07, expect: {status: sty}}\n",
        "- {title: One, as_of: 2026-04-07, expect: {latest: 10 April}}\n",
        "- {title: One, as_of: 2026-04-07, expect: {duties: {x: {stat: met}}}}\n",
        "- {title: One, as_of: 2026-04-07, expect: {status: stay}, expect_on: {2026-04-07: {status: stay}}}\n",
        "- {title: One, expect_on: {7 April: {status: stay}}}\n",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(scenario: str, tmp_path: Path) -> None:
    path = file_of(scenario, tmp_path)

    assert not SCHEMA.is_valid(plain(path))
    assert refused(scenario, tmp_path)
