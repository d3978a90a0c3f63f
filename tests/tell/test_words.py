"""Days, names and lists read as people write them."""

from datetime import date, datetime, timedelta, timezone

import pytest

from transferrules.tell.words import counted, day, full, is_many, listed, named, span


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 4, 10), "Friday 10 April 2026"),
        (date(2024, 2, 29), "Thursday 29 February 2024"),
        (
            datetime(2026, 4, 1, 9, 5, tzinfo=timezone(timedelta(hours=1))),
            "Wednesday 1 April 2026 at 09:05",
        ),
        (datetime(2026, 4, 1, 23, 59, 59), "Wednesday 1 April 2026 at 23:59:59"),
    ],
)
def test_a_day_is_said_with_its_weekday(when: date, said: str) -> None:
    assert day(when) == said


def test_a_day_known_in_part_is_said_with_both_its_ends() -> None:
    assert (
        span(date(2026, 3, 1), date(2026, 3, 31))
        == "between Sunday 1 March 2026 and Tuesday 31 March 2026"
    )
    assert span(date(2026, 3, 1), date(2026, 3, 1)) == "Sunday 1 March 2026"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Looked After Service", "the Looked After Service"),
        ("Permanence Team 3", "the Permanence Team 3"),
        ("Disabilities Team 0-18", "the Disabilities Team 0-18"),
        ("Families First", "Families First"),
        ("First Contact", "First Contact"),
        ("The Hub", "The Hub"),
        ("Business support of the sending team", "Business support of the sending team"),
        ("Team Managers of both teams", "the Team Managers of both teams"),
        ("Both team managers", "Both team managers"),
        ("Team Around the Family", "the Team Around the Family"),
        ("Head of Service - Care Management", "the Head of Service - Care Management"),
        ("TFST/EH Specialist/Manager", "the TFST/EH Specialist/Manager"),
        ("Early Help and Safeguarding Hub (EHASH)", "the Early Help and Safeguarding Hub (EHASH)"),
        ("Children in Care Team", "the Children in Care Team"),
        ("", ""),
    ],
)
def test_an_article_stands_only_where_the_name_wants_one(title: str, said: str) -> None:
    assert named(title) == said


@pytest.mark.parametrize(
    ("title", "many"),
    [
        ("Team Managers of both teams", True),
        ("Heads of Service", True),
        ("Early Help Services", True),
        ("Core MASH members", True),
        ("Both managers", True),
        ("Manager above both Operations Managers", False),
        ("Group Manager for Children's Services", False),
        ("Families First", False),
        ("CAMHS", False),
        ("Business support", False),
        ("Head of Service - Children's Services", False),
        ("", False),
    ],
)
def test_a_name_is_one_or_many(title: str, many: bool) -> None:
    assert is_many(title) is many


def test_things_are_listed_as_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"], "or") == "a or b"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    assert counted(1, "step") == "1 step"
    assert counted(2, "step") == "2 steps"


def test_a_question_gets_no_second_stop() -> None:
    assert full("Was it held?") == "Was it held?"
    assert full("It was held") == "It was held."
