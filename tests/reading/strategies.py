"""Texts and values for property tests of the readers."""

from hypothesis import strategies as st

# Characters that mean something to YAML or JSON come up more often than by chance.
_pieces = st.sampled_from(
    [
        *"{}[]:,-?&*!|>'\"%@`#~<\\ \n\t0e",
        ": ",
        "- ",
        "\n  ",
        "\n\n",
        "<<: ",
        "null",
        "a: b\n",
        "\\u",
        "\ufeff",
        "\x00",
    ]
)
markup = st.lists(_pieces | st.text(max_size=3), max_size=40).map("".join)

words = st.text(alphabet="abcdefgh_", min_size=1, max_size=8)
numbers = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=20),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(words, below, max_size=4),
    max_leaves=20,
)
json_objects = st.dictionaries(words, json_values, max_size=5)
