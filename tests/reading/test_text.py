"""Bytes to text: what is refused before any parser sees it."""

import io
from pathlib import Path

import pytest

from transferrules.errors import Unreadable
from transferrules.reading import Fault, Limits, read


def faults_of(given: object, **options: object) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as refused:
        read(given, **{"what": "pack", **options})  # type: ignore[arg-type]
    return refused.value.faults


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (b"PK\x03\x04rest", "not-text", "zip archive"),
        (b"%PDF-1.7", "not-text", "PDF"),
        (b"\xd0\xcf\x11\xe0", "not-text", "Word or Excel"),
        (b"\x1f\x8b\x08", "not-text", "gzip"),
        (bytes(range(256)), "not-text", "binary"),
        ("a: b".encode("utf-16"), "encoding", "UTF-16"),
        ("a: b".encode("utf-16-le"), "encoding", "UTF-16"),
        ("a: b".encode("utf-16-be"), "encoding", "UTF-16"),
        ("a: b".encode("utf-32"), "encoding", "UTF-32"),
        (b"", "empty", "nothing to read"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, kind: str, words: str) -> None:
    (fault,) = faults_of(raw)
    assert fault.kind == kind
    assert words in fault.message


def test_every_byte_that_is_not_utf_8_is_told_at_its_place() -> None:
    faults = faults_of("a: é\nbc: é\n".encode("latin-1"))
    assert [(one.kind, one.line, one.column) for one in faults] == [
        ("encoding", 1, 4),
        ("encoding", 2, 5),
    ]
    assert "UTF-8" in faults[0].message


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("\x00", "NUL"),
        ("\x07", "U+0007"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\u2028", "line end"),
        ("\x85", "line end"),
        ("\ufeff", "byte order mark"),
        ("\ud800", "surrogate"),
    ],
)
def test_a_character_that_has_no_place_in_a_text_is_told_where_it_stands(
    character: str, words: str
) -> None:
    (fault,) = faults_of(f"a: b\ncc: d{character}e\n")
    assert (fault.line, fault.column) == (2, 6)
    assert words in fault.message


def test_a_file_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("a: b\n")
    source = read(path, what="pack")
    assert (source.name, source.node.plain()) == (str(path), {"a": "b"})


def test_a_text_is_never_taken_for_a_path(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("a: b\n")
    assert faults_of(str(path))[0].kind == "not-a-mapping"


def test_a_stream_is_read() -> None:
    assert read(io.BytesIO(b"a: b"), what="pack", name="<stdin>").node.plain() == {"a": "b"}


def test_no_file_and_a_folder_are_said(tmp_path: Path) -> None:
    assert "no such file" in faults_of(tmp_path / "absent.yaml")[0].message
    assert "folder" in faults_of(tmp_path)[0].message
    assert faults_of(Path("a\x00b"))[0].kind == "no-file"


def test_size_is_read_to_the_cap_and_not_past_it(tmp_path: Path) -> None:
    limits = Limits(size=6)
    fits, exceeds = "a: bbb", "a: bbbb"
    path = tmp_path / "p.yaml"
    for form in (str, str.encode, lambda text: io.BytesIO(text.encode())):
        assert read(form(fits), what="pack", limits=limits).node.plain() == {"a": "bbb"}
        assert faults_of(form(exceeds), limits=limits)[0].kind == "too-large"
    path.write_text(fits)
    assert read(path, what="pack", limits=limits).node.plain() == {"a": "bbb"}
    path.write_text(exceeds)
    assert faults_of(path, limits=limits)[0].kind == "too-large"


def test_size_is_counted_in_bytes() -> None:
    assert faults_of("a: é🙂", limits=Limits(size=8))[0].kind == "too-large"
    assert read("a: é🙂", what="pack", limits=Limits(size=9)).node.plain() == {"a": "é🙂"}


def test_a_huge_file_is_refused_by_its_size_and_never_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    (fault,) = faults_of(path)
    assert fault.kind == "too-large"
    assert "52,428,800" in fault.message


def test_no_more_of_a_stream_is_read_than_the_cap_and_one_byte() -> None:
    class Endless(io.RawIOBase):
        asked: tuple[int, ...] = ()

        def read(self, size: int = -1) -> bytes:
            self.asked += (size,)
            return b"a" * size

    stream = Endless()
    assert faults_of(stream, limits=Limits(size=10))[0].kind == "too-large"
    assert stream.asked == (11,)
