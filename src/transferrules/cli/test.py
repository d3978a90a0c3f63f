"""`transferrules test [PATH…]`: run scenarios."""

import argparse
from pathlib import Path

NAME = "test"
HELP = "run scenarios: cases with the answers that are expected"
DESCRIPTION = "Runs scenarios, cases with the answers that are expected of them, and tells every one that comes out differently."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="scenario files, or folders of them; the folder conformance unless given",
    )


def run(given: argparse.Namespace) -> int:
    """Run them, and tell."""
    from transferrules.authoring.scenarios import run_paths

    report = run_paths(given.paths)
    print(report.render())
    if report.refused:
        return 2
    return 1 if report.failed else 0
