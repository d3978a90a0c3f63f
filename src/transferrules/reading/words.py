"""What both formats refuse alike: odd keys, and `null` in a pack."""

import unicodedata
from collections.abc import Callable

from transferrules.reading.collecting import Collector
from transferrules.reading.faults import tellable
from transferrules.reading.nodes import Mark, Step

NULL_IN_PACK = (
    "`null` is not a word of packs. Write `none` for *nothing is recorded*, or leave the key out."
)
BLANK_IN_PACK = "This key has no value. Give it one, or leave the key out."
BLANK_IN_CASE = (
    "This key has no value. Write `null` for none; leave the key out if it is not known."
)

# Letters that look like ASCII in most typefaces, from the Cyrillic and Greek alphabets, and typographic dashes.
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425"
    "\u03bf\u03b1\u03bd\u03c1\u03b9\u2010\u2011\u2012\u2013\u2014\u2212",
    "aeopcxyijshdqwABEKMHOPCTXoavpi------",
)


def check_key(
    name: str, mark: Mark, length: int, path: Callable[[], list[Step]], findings: Collector
) -> None:
    """Refuse a key that is blank, or that holds a character that only looks like one of ours."""
    if name.isascii() and name.strip() and name.isprintable():
        return
    if not name.strip():
        findings.add("blank-key", "This key is blank.", mark, path=path()[:-1])
        return
    odd = next((one for one in name if not (one.isascii() and one.isprintable())), name[0])
    meant = unicodedata.normalize("NFKC", name).translate(_LOOK_ALIKES)
    may_tell = findings.show_found or tellable(meant) == meant
    told = f"{_title(odd)} (U+{ord(odd):04X})"
    findings.add(
        "key-look-alike",
        f"Keys are written in plain English letters; this one has {told}.",
        mark,
        path=path(),
        found=name,
        nearest=meant if may_tell and meant.isascii() and meant.isprintable() else None,
        length=length,
    )


def _title(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"a {name}" if name else "a control character"
