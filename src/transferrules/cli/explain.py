"""`transferrules explain PACK CASE`: why each rule applies to a case, or why not."""

import argparse

from transferrules.cli import asking
from transferrules.cli.refusal import Refusal

NAME = "explain"
HELP = "say why each rule applies to a case, or why not"
DESCRIPTION = "Says of each rule of a pack, or of one, why it applies to a case, or why not."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it asks for."""
    asking.pack(parser)
    asking.case(parser)
    parser.add_argument(
        "--rule", metavar="ID", help="one rule of the pack; all of them unless given"
    )
    asking.as_of(parser)


def run(given: argparse.Namespace) -> int:
    """Explain, and tell."""
    from transferrules import Policy, load_case, load_pack
    from transferrules.cli.showing import look
    from transferrules.reading import nearest
    from transferrules.tell import explanation

    pack = load_pack(given.pack)
    case = load_case(
        asking.case_path(given.case), show_found=given.show_values, declared=pack.codes
    )
    policy = Policy(pack)
    decision = policy.decide(case, as_of=given.as_of or asking.today())
    rules = decision.explain(given.rule)
    if not rules:
        close = nearest(given.rule, [r.rule for r in decision.rules])
        meant = f" Did you mean `{close}`?" if close is not None else ""
        raise Refusal(f"The pack has no rule `{given.rule}`.{meant}")
    print(explanation(rules, decision.provenance, look()), end="")
    return 0
