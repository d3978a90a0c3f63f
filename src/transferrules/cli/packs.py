"""`transferrules packs`: the packs that come with the package."""

import argparse

NAME = "packs"
HELP = "list the packs that come with the package"
DESCRIPTION = "Lists the packs that come with the package, each with the document that it says and its edition."


def arguments(parser: argparse.ArgumentParser) -> None:
    """It asks for nothing."""


def run(given: argparse.Namespace) -> int:
    """List them. One that cannot be used is listed too, and does not hide the others."""
    from transferrules import TransferRulesError, load_pack, pack_ids

    code = 0
    for name in pack_ids():
        try:
            pack = load_pack(name)
        except TransferRulesError:
            print(f"{name}: cannot be used; `transferrules check {name}` says why")
            code = 1
        else:
            print(f"{name}: {pack.title}\n    {pack.source}, edition {pack.edition.id}")
    return code
