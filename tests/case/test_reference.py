"""The reference page is what the models say, and says all of it."""

from pathlib import Path

from transferrules.case.reference import vocabulary_markdown
from transferrules.case.vocabulary import CODE_LISTS, RECORD_TYPES

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"


def test_page_is_up_to_date() -> None:
    told = "run: python -m transferrules.case.reference > docs/vocabulary.md"

    assert PAGE.read_text(encoding="utf-8") == vocabulary_markdown(), told


def test_page_tells_every_record_and_list() -> None:
    page = vocabulary_markdown()

    for record in RECORD_TYPES:
        assert f"### {record}\n" in page or record == "Local"
    for codes in CODE_LISTS.values():
        assert f"### Codes: {codes.id}\n" in page
        assert all(f"| `{code}` | " in page for code in codes.codes)


def test_page_tells_the_years_of_dfe_codes() -> None:
    page = vocabulary_markdown()

    assert "`K3` (from the 2025 return)" in page
    assert "`H5` (up to the 2024 return)" in page
    assert "`Z1`, `Z11` (from the 2026 return)" in page


def test_page_finds_fields_by_their_national_name() -> None:
    page = vocabulary_markdown()

    assert "| SSDA903 | `DECOM` | `care_episodes.started_on`" in page
    assert "| Children in need census | `PersonBirthDate` | `child.date_of_birth` |" in page
    assert "| Standard Safeguarding Dataset | `lega_legal_status` |" in page


def test_rows_have_as_many_cells_as_their_head() -> None:
    width = 0
    for line in vocabulary_markdown().splitlines():
        cells = line.replace("\\|", "").count("|")
        if not line.startswith("|"):
            width = 0
        elif width == 0:
            width = cells
        assert not line.startswith("|") or cells == width, line
