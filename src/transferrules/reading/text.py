"""From bytes to text: size, encoding, and characters that no policy or case is written in."""

import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import BinaryIO

from transferrules.reading.collecting import Collector
from transferrules.reading.nodes import NOWHERE, Mark

# What a file begins with that is often taken for text. Longest first where one begins another.
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive, such as a Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich-text document"),
)
_UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

# What JSON forbids in its text; undecodable bytes arrive as U+DC80..U+DCFF ("surrogateescape").
_FORBIDDEN_IN_JSON = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
# YAML forbids the rest of the control characters, and takes three of them for line ends, which editors do not:
# refusing those keeps our line numbers the editor's.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


def bytes_of(
    given: "os.PathLike[str] | str | bytes | BinaryIO", findings: Collector
) -> bytes | str:
    """What is to be read, never more of it than the cap and one byte."""
    cap = findings.limits.size
    if isinstance(given, str):
        if len(given) > cap or len(given.encode("utf-8", "surrogatepass")) > cap:
            _too_large(findings, None)
        return given
    if isinstance(given, bytes):
        if len(given) > cap:
            _too_large(findings, len(given))
        return given
    if not isinstance(given, os.PathLike):
        head = given.read(cap + 1)
        if len(head) > cap:
            _too_large(findings, None)
        return head
    try:
        with Path(given).open("rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > cap:
                _too_large(findings, status.st_size)
            head = file.read(cap + 1)
    except FileNotFoundError:
        findings.stop("no-file", "There is no such file.", NOWHERE)
    except IsADirectoryError:
        findings.stop("no-file", "This is a folder; name a file in it.", NOWHERE)
    except PermissionError:
        findings.stop("no-file", "This file may not be read: permission is denied.", NOWHERE)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "the name is not one of a file"
        findings.stop("no-file", f"This file cannot be read: {reason}.", NOWHERE)
    if len(head) > cap:
        _too_large(findings, None)
    return head


def text_of(raw: bytes | str, findings: Collector) -> str:
    """The text, its line ends made ``\\n`` and a leading byte order mark dropped."""
    text = _decoded(raw, findings) if isinstance(raw, bytes) else raw
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        findings.stop("empty", "This is empty: there is nothing to read.", Mark(1, 1))
    return text


def check_characters(text: str, findings: Collector, *, json: bool) -> None:
    """Refuse characters that have no place in the text, each where it stands."""
    pattern = _FORBIDDEN_IN_JSON if json else _FORBIDDEN
    line, line_start = 1, 0
    stopped = False
    for match in pattern.finditer(text):
        stopped = True
        at = match.start()
        line += text.count("\n", line_start, at)
        line_start = text.rfind("\n", 0, at) + 1
        kind, message = _sentence(match[0])
        findings.add(kind, message, Mark(line, at - line_start + 1))
    if stopped:
        findings.settle()


def _decoded(raw: bytes, findings: Collector) -> str:
    start = Mark(1, 1)
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            findings.stop("not-text", f"This is {name}, not a text of YAML or JSON.", start)
    if raw.startswith(_UTF_16_OR_32) or _looks_like_utf_16(raw):
        findings.stop("encoding", "This is in UTF-16 or UTF-32. Save it as UTF-8.", start)
    if b"\x00" in raw[:4096] and len(raw[:4096].translate(None, _TEXT_BYTES)) > 8:
        findings.stop("not-text", "This is a binary file, not a text of YAML or JSON.", start)
    return raw.decode("utf-8", "surrogateescape")


_TEXT_BYTES = bytes({9, 10, 13, *range(32, 256)})


def _looks_like_utf_16(raw: bytes) -> bool:
    """Whether every second byte is NUL and none of the others: ASCII in UTF-16 without its mark."""
    head = raw[:64]
    head = head[: len(head) // 2 * 2]
    even, odd = head[0::2], head[1::2]
    return len(head) >= 4 and ((not any(even) and all(odd)) or (not any(odd) and all(even)))


def _sentence(character: str) -> tuple[str, str]:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return (
            "encoding",
            "This byte is not UTF-8. Save the file as UTF-8 (it may be in Windows-1252).",
        )
    if 0xD800 <= code <= 0xDFFF:
        return "encoding", "Half of a surrogate pair stands here alone; it is no character."
    if code == 0:
        return "control-character", "A NUL character stands here. Remove it."
    if code == 0xFEFF:
        return "control-character", "A byte order mark stands inside the text. Remove it."
    if code in (0x85, 0x2028, 0x2029):
        return (
            "control-character",
            f"An unusual line end (U+{code:04X}) stands here. Use an ordinary one.",
        )
    name = unicodedata.name(character, "control character")
    return "control-character", f"A {name.lower()} (U+{code:04X}) stands here. Remove it."


def _too_large(findings: Collector, size: int | None) -> None:
    told = f" It has {size:,} bytes." if size is not None else ""
    findings.stop(
        "too-large",
        f"This is larger than the {findings.limits.size:,} bytes that are read.{told}",
        NOWHERE,
    )
