"""What scenarios show of a pack, as one page: register, pack and scenarios side by side, then everything else, then the scenarios.

The page needs nothing but itself: no script, no font, no picture. Whatever it quotes is escaped.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from transferrules.authoring.coverage_report import (
    PAPERS,
    SIDES,
    STATES,
    WAYS,
    Coverage,
    Hole,
    Shown,
    ShownClause,
)
from transferrules.authoring.coverage_style import STYLE
from transferrules.authoring.coverage_words import KINDS, PLURAL, WORDS
from transferrules.tell.words import counted

_NAMED = 5  # scenarios of one clause that are told by name; the others by number

PARTS = ("rules", "tests", "limits", "documents", "duties")
_WORDS_OF = {"rules": WAYS, "tests": WAYS, "limits": SIDES, "documents": PAPERS, "duties": STATES}


def coverage_page(coverage: Coverage, pack_text: str) -> str:
    """The page.

    Args:
        coverage: What to tell.
        pack_text: The pack's file, from which each element is quoted.
    """
    return _Page(coverage, pack_text.splitlines()).text()


class _Page:
    """Writes the page of one coverage."""

    def __init__(self, coverage: Coverage, pack: list[str]) -> None:
        self.coverage = coverage
        self.pack = pack
        self.number = {s.name: n for n, s in enumerate(coverage.scenarios, 1)}
        self.parts = {one.part.id: one.part for one in (*coverage.documents, *coverage.rules)}
        self.lacks = {(h.kind, h.id, h.line, h.says): h for h in coverage.holes}
        self.quoted: set[str] = set()

    def text(self) -> str:
        title = escape(self.coverage.title)
        return "\n".join(
            [
                "<!doctype html>",
                '<html lang="en"><head><meta charset="utf-8">',
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>Coverage of {title}</title><style>{STYLE}</style></head><body>",
                *self._head(),
                "<main>",
                *self._clauses(),
                *(line for kind in PARTS for line in self._table(kind)),
                *self._scenarios(),
                "</main></body></html>",
                "",
            ]
        )

    # --- above -------------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        coverage = self.coverage
        failing = [s for s in coverage.scenarios if not s.holds]
        encoded = sum(bool(c.elements) for c in coverage.clauses)
        yield f"<header><h1>{escape(coverage.title)}</h1>"
        yield f"<p>{counted(len(coverage.clauses), 'clause')}, {encoded} of them encoded. {counted(len(coverage.scenarios), 'scenario')} asked."
        if failing:
            links = ", ".join(self._link(s.name) for s in failing)
            yield f'<strong class="bad">Not what the pack answers, and so no evidence: {links}.</strong>'
        yield "</p><p>What no scenario shows:</p><ul class=tally>"
        for kind in KINDS:
            count = sum(h.kind == kind for h in coverage.holes)
            state = "bad" if count else "good"
            yield f'<li class="{state}"><a href="#{PLURAL[kind]}"><b>{count}</b> {counted(count, kind, PLURAL[kind]).partition(" ")[2]}</a></li>'
        yield "</ul><p class=note><em>Held</em> is where a thing applied, <em>failed</em> where it did not. A number with a link is a scenario, listed at the end.</p></header>"
        yield "<input type=checkbox id=only><label for=only>Show only what is wanting</label>"
        yield (
            "<nav>"
            + " ".join(
                f'<a href="#{name}">{name.capitalize()}</a>'
                for name in ("clauses", *PARTS, "scenarios")
            )
            + "</nav>"
        )

    # --- side by side ------------------------------------------------------------------------------

    def _clauses(self) -> Iterator[str]:
        yield "<section id=clauses><h2>Clauses</h2><table class=side><thead><tr><th>Register<th>Pack<th>Scenarios</thead>"
        for section, clauses in groupby(self.coverage.clauses, key=lambda c: c.clause.section):
            rows = [self._clause(one) for one in clauses]
            wanting = any(hole for hole, _ in rows)
            yield f'<tbody><tr class="section{"" if wanting else " fine"}"><th colspan=3>{escape(section)}</tr>'
            yield from (row for _, row in rows)
            yield "</tbody>"
        yield "</table></section>"

    def _clause(self, one: ShownClause) -> tuple[Hole | None, str]:
        clause = one.clause
        hole = self.lacks.get(("clause", clause.id, None, clause.summary))
        first, last = clause.lines
        lines = f"line {first}" if first == last else f"lines {first}–{last}"
        register = f"<p class=id><b>{escape(clause.id)}</b> {lines} · {escape(clause.force)}</p><p>{escape(clause.summary)}</p>"
        if one.elements:
            pack = "".join(self._element(element) for element in one.elements)
        elif clause.not_encoded is not None:
            pack = f"<p class=reason><b>Not encoded.</b> {escape(clause.not_encoded)}</p>"
        else:
            pack = "<p>—</p>"
        shown = f'<p class="lacks">{escape(hole.lacks.capitalize())}</p>' if hole else ""
        if one.elements:
            by = {"held": one.held, "failed": one.failed, "unknown": one.unknown}
            shown += "".join(self._way(word, by[word], clause.id) for word in WAYS)
        state = "hole" if hole else "fine"
        return (
            hole,
            f'<tr class={state} id="{escape(clause.id)}"><td>{register}<td>{pack}<td>{shown}</tr>',
        )

    def _element(self, element: str) -> str:
        part = self.parts[element]
        head = (
            f"<p class=id><b>{escape(element)}</b> line {part.line}</p><p>{escape(part.says)}</p>"
        )
        opened = "" if element in self.quoted else " open"
        self.quoted.add(element)
        quoted = escape("\n".join(self._quote(part.line or 1)))
        return f"{head}<details{opened}><summary>in the pack</summary><pre>{quoted}</pre></details>"

    def _quote(self, line: int) -> list[str]:
        """What stands in the pack from a line on: that line, and those below it that stand further in."""
        block = self.pack[line - 1 : line]
        margin = _margin(block[0]) if block else 0
        for below in self.pack[line:]:
            if below.strip() and _margin(below) <= margin:
                break
            block.append(below)
        while block and not block[-1].strip():
            block.pop()
        return [each[margin:] for each in block]

    def _way(self, word: str, names: tuple[str, ...], clause: str) -> str:
        """The scenarios in which a clause came to something: those that are about it by name, the others by number."""
        if not names:
            return ""
        about = {s.name for s in self.coverage.scenarios if clause in s.clauses}
        told = [name for name in names if name in about][:_NAMED] or list(names[:1])
        rest = [name for name in names if name not in told]
        items = "".join(f"<li>{self._link(name)} {escape(name)}</li>" for name in told)
        said = f"and in {counted(len(rest), 'other')}"
        more = (
            f"<details><summary>{said}</summary><p class=more>{self._numbers(rest)}</p></details>"
            if rest
            else ""
        )
        return f"<p class=way><b>{word.capitalize()}</b> in {len(names)}</p><ul>{items}</ul>{more}"

    # --- the rest ----------------------------------------------------------------------------------

    def _table(self, kind: str) -> Iterator[str]:
        things: tuple[Shown, ...] = getattr(self.coverage, kind)
        if not things:
            return
        words, single = _WORDS_OF[kind], {v: k for k, v in PLURAL.items()}[kind]
        heads = "".join(f"<th>{WORDS.get(word, word)}" for word in words)
        yield f"<section id={kind}><h2>{kind.capitalize()}</h2><table class=counts><thead><tr><th>In the pack<th>Says{heads}</thead><tbody>"
        for one in things:
            part = one.part
            hole = self.lacks.get((single, part.id, part.line, part.says))
            place = escape(part.id) + (f" <span>line {part.line}</span>" if part.line else "")
            lacks = f"<p class=lacks>{escape(hole.lacks.capitalize())}</p>" if hole else ""
            cells = "".join(f"<td>{self._cell(one.by, word)}" for word in words)
            yield f"<tr class={'hole' if hole else 'fine'}><td class=id>{place}<td>{escape(part.says)}{lacks}{cells}</tr>"
        yield "</tbody></table></section>"

    def _cell(self, by: Mapping[str, tuple[str, ...]], word: str) -> str:
        names = by.get(word, ())
        if not names:
            return "<i>–</i>"
        return f"<details><summary>{len(names)}</summary>{self._numbers(names)}</details>"

    def _scenarios(self) -> Iterator[str]:
        yield "<section id=scenarios><h2>Scenarios</h2><table class=list><thead><tr><th><th>What must hold<th>Where<th>About</thead><tbody>"
        for number, one in enumerate(self.coverage.scenarios, 1):
            about = ", ".join(f'<a href="#{escape(c)}">{escape(c)}</a>' for c in one.clauses)
            state = (
                ""
                if one.holds
                else "<p class=lacks>Not what the pack answers, and so no evidence</p>"
            )
            yield f"<tr id=s{number}><td>{number}<td>{escape(one.name)}{state}<td class=id>{escape(one.file)}:{one.line}<td class=id>{about}</tr>"
        yield "</tbody></table></section>"

    def _link(self, name: str) -> str:
        number = self.number[name]
        return f"<a href=#s{number}>{number}</a>"

    def _numbers(self, names: Iterable[str]) -> str:
        """Scenarios by their numbers; those that follow one another as `12–18`."""
        numbers = sorted(self.number[name] for name in names)
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(
            f"<a href=#s{run[0]}>{run[0]}</a>"
            + (f"–<a href=#s{run[-1]}>{run[-1]}</a>" if len(run) > 1 else "")
            for run in runs
        )


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
