"""`transferrules decide PACK CASE`: where the case should go, when, and what is missing."""

import argparse

from transferrules.cli import asking

NAME = "decide"
HELP = "say where a case should go, when, and what is missing"
DESCRIPTION = "Says where a case should go, when, what is missing, and which clause says so."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    asking.pack(parser)
    asking.case(parser)
    asking.as_of(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="text to read, or the whole answer as JSON",
    )


def run(given: argparse.Namespace) -> int:
    """Decide, and tell."""
    from transferrules import Policy, load_case, load_pack
    from transferrules.cli.showing import look
    from transferrules.tell import answer

    pack = load_pack(given.pack)
    case = load_case(
        asking.case_path(given.case), show_found=given.show_values, declared=pack.codes
    )
    policy = Policy(pack)
    decision = policy.decide(case, as_of=given.as_of or asking.today())
    if given.format == "json":
        print(decision.to_json(indent=2))
    else:
        print(answer(decision.record(), look()), end="")
    return 0
