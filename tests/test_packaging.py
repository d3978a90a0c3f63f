"""What is shipped: a wheel that holds the packs, and works in an empty environment from any folder."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

ASK = """
from datetime import date
import transferrules
from transferrules import Policy, load_case, load_pack, pack_ids
assert "durham" in pack_ids()
case = load_case({"vocabulary": 1})
print(Policy(load_pack("durham")).decide(case, as_of=date(2026, 11, 22)).status)
print(transferrules.__file__)
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by hatchling of this environment: no network is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_packs_the_types_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    packs = sorted(path.name for path in (ROOT / "policies").glob("*.yaml"))
    assert [f"transferrules/policies/{name}" for name in packs] == sorted(
        n for n in names if "/policies/" in n
    )
    assert "transferrules/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"transferrules"}
    assert [name for name in names if name.endswith((".pyc", ".db")) or "cache" in name] == []


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    place = tmp_path / "environment"
    venv.create(place, with_pip=False)
    inside = Path(
        sysconfig.get_path("purelib", "venv", {"base": str(place), "platbase": str(place)})
    )
    with zipfile.ZipFile(wheel) as archive:  # all that installing a wheel of pure Python is
        archive.extractall(inside)
    # The dependencies are those of this environment, so that no network is asked. Its own `.pth` files, among them
    # that of an editable transferrules, are not read from there.
    (inside / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*words: str) -> str:
        done = subprocess.run(
            [python, *words],
            cwd=elsewhere,
            env={"PATH": os.defpath},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    status, where = run("-W", "error", "-c", ASK).splitlines()
    assert status == "cannot_tell"  # of a case of which nothing is known
    assert Path(where).is_relative_to(place)
    assert "a sound pack" in run("-m", "transferrules", "check", "durham")
    script = "from importlib.metadata import entry_points as e; import sys; sys.argv = ['transferrules', '--version']; "
    version = run(
        "-c",
        script
        + "sys.exit(e(group='console_scripts', name='transferrules')['transferrules'].load()())",
    )
    assert version == f"transferrules {PROJECT['project']['version']}\n"


def test_the_packs_are_found_from_another_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("cannot_tell\n")


def test_the_changelog_tells_of_this_version_and_of_this_pack_language() -> None:
    from transferrules.pack.surface import LANGUAGE_VERSION

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## Library {PROJECT['project']['version']}" in changelog
    assert f"## Pack language {LANGUAGE_VERSION}" in changelog


def test_nothing_shipped_names_a_place_on_somebody_s_machine() -> None:
    shipped = [
        ROOT / name
        for name in (
            "README.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "Makefile",
            "pyproject.toml",
            ".ci/run",
        )
    ]
    shipped += [
        p
        for folder in ("src", "policies", "docs", "examples", "bench")
        for p in (ROOT / folder).rglob("*")
        if p.suffix in (".py", ".md", ".yaml")
    ]
    places = ("/home/", "/Users/", "/root/", "/work/", "C:\\Users")
    found = [
        f"{p.relative_to(ROOT)}: {place}"
        for p in shipped
        for place in places
        if place in p.read_text(encoding="utf-8")
    ]
    assert found == []
