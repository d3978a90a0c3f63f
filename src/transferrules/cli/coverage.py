"""`transferrules coverage PACK [SCENARIOS…]`: what the scenarios of a pack show of it, and what none does."""

import argparse
import json
from pathlib import Path

from transferrules.cli import asking

NAME = "coverage"
HELP = "say what the scenarios of a pack show of it, and what none does"
DESCRIPTION = (
    "Says by clause, rule, test, limit, document and duty which scenarios show it each way, "
    "and what none does."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    asking.pack(parser)
    parser.add_argument(
        "scenarios",
        metavar="SCENARIOS",
        nargs="*",
        type=Path,
        help="scenario files, or folders of them; the folder conformance unless given. Those of other packs are passed over",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="counts and holes as text, everything as JSON, or a page to read",
    )
    parser.add_argument(
        "--output", metavar="FILE", type=Path, help="write to this file, whole or not at all"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="end in 1 for any hole; without it, for holes in clauses only",
    )


def run(given: argparse.Namespace) -> int:
    """Measure, and tell."""
    from transferrules.authoring.coverage import coverage_of
    from transferrules.authoring.coverage_page import coverage_page
    from transferrules.authoring.coverage_text import coverage_text
    from transferrules.authoring.whole_files import write_whole
    from transferrules.cli.showing import look
    from transferrules.pack.load import pack_path

    coverage = coverage_of(given.pack, given.scenarios)
    if given.format == "json":
        text = json.dumps(coverage.to_dict(), indent=2, ensure_ascii=False) + "\n"
    elif given.format == "html":
        text = coverage_page(coverage, pack_path(given.pack).read_text(encoding="utf-8"))
    else:
        text = coverage_text(coverage, look())
    if given.output is None:
        print(text, end="")
    else:
        write_whole(given.output, text)
    return 1 if (coverage.holes if given.strict else coverage.clause_holes) else 0
