"""What a YAML syntax error means to the person who made it.

The two parsers word their errors differently and speak of tokens; we go by the text at the place, and by the context, which
both name alike.
"""

from transferrules.reading.nodes import Mark

_INDICATORS = {
    "@": "A value may not begin with `@`. Put it in quotes.",
    "`": "A value may not begin with a backtick. Put it in quotes.",
    "%": "A value may not begin with `%`. Put it in quotes.",
}
_BRACKETS = {"flow sequence": ("[", "]"), "flow mapping": ("{", "}")}


def syntax_fault(
    text: str, problem: str, context: str, problem_mark: Mark | None, context_mark: Mark | None
) -> tuple[str, Mark, int]:
    """A sentence, where it belongs, and how many characters to underline."""
    mark = problem_mark or context_mark or Mark(1, 1)
    lines = text.split("\n")
    line = lines[mark.line - 1] if mark.line <= len(lines) else ""
    character = line[mark.column - 1 : mark.column]
    at_the_end = not "\n".join([line[mark.column - 1 :], *lines[mark.line :]]).strip()

    for kind, (opening, closing) in _BRACKETS.items():
        if kind in context and context_mark is not None:
            if at_the_end:
                return f"The `{opening}` that opens here is never closed.", context_mark, 1
            told = f"The `{opening}` of line {context_mark.line} needs a comma or `{closing}` before this."
            return told, mark, 1
    if "quoted scalar" in context:
        if "escape" in problem or "hexdecimal" in problem:  # spelt so in libyaml
            # One parser points at the backslash, the other behind it.
            escape = line.rfind("\\", 0, mark.column) + 1 or mark.column
            told = "This escape is none that YAML knows. Single quotes need none."
            return told, Mark(mark.line, escape), 2
        start = context_mark or mark
        if at_the_end:
            return "The quote that opens here is never closed.", start, 1
        return "The text in quotes that begins here is broken.", start, 1
    if character == "\t" or (
        "\t" in line[: mark.column - 1] and not line[: mark.column - 1].strip()
    ):
        return "A tab stands here. Indent with spaces.", mark, 1
    if character in _INDICATORS:
        return _INDICATORS[character], mark, 1
    if "simple key" in context:
        start = context_mark or mark
        return "A key and a colon followed by a space are expected here.", start, 200
    if "mapping values are not allowed" in problem:
        told = "A second `: ` stands here, or the line is indented wrongly. Put a text with `: ` in quotes."
        return told, mark, 1
    if "block mapping" in context or "block sequence" in context or "block collection" in context:
        begun = f" It belongs to what begins on line {context_mark.line}." if context_mark else ""
        if at_the_end:
            return f"The text ends too early.{begun} Is the file whole?", mark, 1
        return f"This does not fit the indentation, or a quote ends before it.{begun}", mark, 1
    if "block scalar" in context:
        return "The text after `|` or `>` begins on the next line, and is indented.", mark, 1
    if "tag" in context or "directive" in context or "anchor" in context or "alias" in context:
        return "`!`, `&`, `*` and `%` mean something to YAML. Put this in quotes.", mark, 1
    if at_the_end:
        return "The text ends too early. Is the file whole?", mark, 1
    return "This is not YAML from here on. Is a quote, a colon or a bracket wrong?", mark, 1
