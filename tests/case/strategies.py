"""Cases that are nearly right: real keys, and values right and wrong."""

from typing import Any

from hypothesis import strategies as st

from transferrules.case.vocabulary import CODE_LISTS, RECORD_TYPES, Field, Kind

_junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["", " ", "2026-02-30", "02/03/2026", "yes", "C2", "child", "\ud800"]),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=6), below, max_size=3)
    ),
    max_leaves=6,
)
_days = st.dates().map(str) | st.sampled_from(["2026-03", "2026", "1900-01-01", "2199-12-31"])
_spans = st.fixed_dictionaries({}, optional={"from": _days, "until": _days})
_times = st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
_ids = st.sampled_from(["mash", "child", "a", "b", "team_manager"])
_parties = _ids | st.fixed_dictionaries({}, optional={"role": _ids, "team": _ids, "person": _ids})


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of the field's kind, some of them none or out of bounds."""
    simple: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.DATE: _days | _spans,
        Kind.MOMENT: _times,
        Kind.PARTY: _parties,
        Kind.PARTIES: st.lists(_parties, max_size=2),
        Kind.TEAMS: st.lists(_ids, max_size=2),
        Kind.IDS: st.lists(_ids, max_size=2),
        Kind.NUMBER: st.integers(-1, 20),
        Kind.BOOLEAN: st.booleans(),
        Kind.SCHOOL_YEAR: st.just("2025/26"),
    }
    if field.record is not None:
        inner = records(field.record)
        found = st.lists(inner, max_size=2) if field.kind is Kind.RECORDS else inner
    elif field.codes in CODE_LISTS:
        codes = CODE_LISTS[field.codes]
        words = st.sampled_from([*codes.codes, *codes.dfe, "another_word"])
        found = st.lists(words, max_size=2) if field.kind is Kind.CODES else words
    else:
        found = simple.get(field.kind, _ids)
    return st.none() | found | found | found


def records(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Records of that type, with a few of their fields, and now and then rubbish."""
    fields = RECORD_TYPES[name].fields
    keys = (
        st.lists(st.sampled_from(sorted(fields)), max_size=5, unique=True)
        if fields
        else st.just([])
    )
    right = keys.flatmap(
        lambda chosen: st.fixed_dictionaries(
            {key: st.deferred(lambda key=key: values(fields[key])) for key in chosen}
        )
    )
    return (
        right
        | right
        | st.dictionaries(
            st.sampled_from(sorted(fields) or ["x"]) | st.text(max_size=4), _junk, max_size=3
        )
    )


cases = records("Case")
