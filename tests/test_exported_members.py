"""The public face, pinned: a name that is added or taken away is a change of the interface."""

import transferrules

NAMES = [
    "Case",
    "Comparison",
    "Decision",
    "InvalidCase",
    "InvalidPack",
    "InvalidScenario",
    "Policy",
    "TransferRulesError",
    "Unreadable",
    "compare",
    "load_case",
    "load_pack",
    "pack_ids",
]


def test_these_names_are_public_and_no_others() -> None:
    assert transferrules.__all__ == NAMES


def test_every_name_is_there() -> None:
    assert all(hasattr(transferrules, name) for name in NAMES)


def test_errors_are_of_one_family() -> None:
    errors = [
        getattr(transferrules, name)
        for name in NAMES
        if name.startswith("Invalid") or name == "Unreadable"
    ]

    assert all(issubclass(error, transferrules.TransferRulesError) for error in errors)


def test_the_package_says_what_it_is() -> None:
    assert transferrules.__doc__
