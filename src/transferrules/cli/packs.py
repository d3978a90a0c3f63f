"""`transferrules packs`: the packs that come with the package."""

import argparse

NAME = "packs"
HELP = "list the packs that come with the package"
DESCRIPTION = "Lists the packs that come with the package, each with the document that it says and its edition."


def arguments(parser: argparse.ArgumentParser) -> None:
    """It asks for nothing."""


def run(given: argparse.Namespace) -> int:
    """List them."""
    from transferrules import load_pack, pack_ids

    for name in pack_ids():
        pack = load_pack(name)
        print(f"{name}: {pack.title}\n    {pack.source}, edition {pack.edition.id}")
    return 0
