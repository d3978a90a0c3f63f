"""The page keeps to its width, inks only on request, and lets no control character through."""

from hypothesis import given
from hypothesis import strategies as st

from transferrules.tell.sheet import NARROWEST, Ink, Look, Sheet


@given(st.text(max_size=300), st.integers(NARROWEST, 100), st.integers(0, 8))
def test_no_line_is_wider_than_the_page(text: str, width: int, indent: int) -> None:
    sheet = Sheet(Look(width))
    sheet.item(text, indent=indent)
    sheet.labelled("Transfer point", text, indent=indent)
    assert all(len(line) <= width for line in sheet.text().splitlines())


@given(st.text(max_size=200))
def test_ink_changes_nothing_but_colour(text: str) -> None:
    def written(colour: bool) -> str:
        sheet = Sheet(Look(40, colour))
        sheet.item(text, ink=Ink.BAD)
        return sheet.text()

    assert written(True).replace(Ink.BAD, "").replace("\x1b[0m", "") == written(False)


def test_without_colour_there_is_no_escape() -> None:
    sheet = Sheet(Look(40))
    sheet.heading("When")
    assert "\x1b" not in sheet.text()


def test_an_escape_in_a_title_never_reaches_the_terminal() -> None:
    sheet = Sheet(Look(60, colour=True))
    sheet.paragraph("a\x1b[2Jb")
    sheet.verbatim("{type: \x1b]0;x\x07}")
    assert "\x1b" not in sheet.text()
    assert "\\u001b[2J" in sheet.text()


def test_what_is_made_to_be_copied_is_not_wrapped() -> None:
    line = "- {type: allocation, outcome: <agreed | refused>, made_on: 2026-11-22, made_by: panel}"
    sheet = Sheet(Look(40))
    sheet.verbatim(line)
    assert sheet.text() == f"  {line}\n"


def test_labels_stand_above_what_they_say_on_a_narrow_page() -> None:
    wide, narrow = Sheet(Look(80)), Sheet(Look(40))
    for sheet in (wide, narrow):
        sheet.labelled("To be made by", "Friday 10 April 2026")
    assert wide.text() == "  To be made by     Friday 10 April 2026\n"
    assert narrow.text() == "  To be made by: Friday 10 April 2026\n"
