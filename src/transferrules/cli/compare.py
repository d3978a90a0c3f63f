"""`transferrules compare CASE`: the same case under several policies, side by side."""

import argparse

from transferrules.cli import asking
from transferrules.cli.refusal import Refusal

NAME = "compare"
HELP = "say what several policies make of one case, and where they differ"
DESCRIPTION = (
    "Says where a case should go, when and what is missing under several policies, "
    "where they differ, and what of the case only some of them know."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    asking.case(parser)
    parser.add_argument(
        "--packs",
        metavar="PACK,PACK…",
        help="two packs or more, by id or path, with commas between; all that are shipped unless given",
    )
    asking.as_of(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text to read, or the whole comparison as JSON",
    )


def run(given: argparse.Namespace) -> int:
    """Compare, and tell."""
    from transferrules import Policy, load_case, load_pack, pack_ids
    from transferrules.authoring.compare import compare, declared_by
    from transferrules.cli.showing import look
    from transferrules.tell.comparison import comparison

    names = list(pack_ids()) if given.packs is None else _packs(given.packs)
    packs = [load_pack(name) for name in names]
    case = load_case(
        asking.case_path(given.case), show_found=given.show_values, declared=declared_by(packs)
    )
    policies = [Policy(pack) for pack in packs]
    found = compare(case, policies, as_of=given.as_of or asking.today())
    if given.format == "json":
        print(found.to_json(indent=2))
    else:
        print(comparison(found, look()), end="")
    return 0


def _packs(given: str) -> list[str]:
    """The packs named, each once."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refusal(f"--packs names `{twice}` twice; a policy does not differ from itself.")
    if len(names) < 2:
        raise Refusal("--packs names two packs at least, with a comma between: durham,hull.")
    return names
