"""How many examples a property is tried with: as many as a test says in the build, fewer in `make test`, more in
`make fuzz`.
"""

import hypothesis

_PLAIN = 100
"""Examples of a property that says nothing of its own, in the build."""

hypothesis.settings.register_profile("build", max_examples=_PLAIN, deadline=None, derandomize=True)
# A busy machine is no failure, and the build asks the same questions of the same code: what passed once passes again.
hypothesis.settings.register_profile("few", max_examples=_PLAIN // 4, deadline=None, derandomize=True)
# New questions each time.
hypothesis.settings.register_profile("many", max_examples=5 * _PLAIN, deadline=None)


def examples(number: int) -> int:
    """As many as `number` in the build, and in proportion with another profile, but some always."""
    return max(min(number, 5), number * hypothesis.settings().max_examples // _PLAIN)
