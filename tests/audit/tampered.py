"""What somebody may have put into the details of an event: any JSON, near to what belongs there or far from it."""

import json

import hypothesis.strategies as st

from service.audit.link import BEGINNING, tie

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(1 << 70), 1 << 70)
    | st.floats()
    | st.sampled_from(["", "..", "/etc/passwd", "a/b", "\0", "\ud800", "f" * 64])
    | st.text(max_size=5)
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
)


def details_with(**values):
    """JSON text of an object with these values, or with others in the place of some of them, or of something else."""
    near = st.fixed_dictionaries({name: value | VALUES for name, value in values.items()})
    return (near | VALUES).map(json.dumps) | st.sampled_from(["", "{", "[" * 100_000])


def link(kind, details, *, subject=None, number=2):
    """An event in a chain."""
    return tie(BEGINNING, "a" * 24, number, "2026-11-23T09:00:00.000000Z", kind, "desk", subject, details)
