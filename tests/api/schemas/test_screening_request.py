"""The words that a request may use for what a party is."""

import pytest
from pydantic import ValidationError

from service.api.schemas.screening_request import PartyIn


@pytest.mark.parametrize(("word", "kind"), [("person", "person"), ("Natural person", "person"), ("公司", "entity")])
def test_words_for_types_are_taken_for_ours(word, kind):
    assert PartyIn(name="Zelmar", type=word).type == kind


@pytest.mark.parametrize("fields", [{"type": "robot"}, {"type": 7}, {"type": "x" * 100}, {"gender": "company"}])
def test_other_words_are_refused(fields):
    with pytest.raises(ValidationError, match="literal_error"):
        PartyIn(name="Zelmar", **fields)
