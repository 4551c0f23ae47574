"""Follow one name from query to score against the bundled list, and print what each stage leaves of it.

    python examples/trace_candidate_search.py "Sergej Valerievich AKSYONOW"

The stages are those of docs/candidate-search.md, which shows the output.
"""

from __future__ import annotations

import sys
from datetime import date

import numpy as np

from service.common.cooperative import run_to_completion
from service.engine.index.candidates import candidates
from service.engine.index.required_score import RequiredScores
from service.engine.index.word_overlap import word_overlap
from service.engine.matching.explain import name_features
from service.engine.matching.model import Party
from service.engine.matching.names import score_names
from service.engine.matching.profile import Profile
from service.engine.model.entity import EntityType
from service.engine.normalise.names import prepare
from service.settings import bundled_lists
from service.snapshots.loader import load_snapshot

THRESHOLD = 0.70


def main(text: str) -> None:
    """Print the stages for a person of this name."""
    snapshot = load_snapshot(bundled_lists())
    search = snapshot.index._persons
    index = search.names
    query = prepare(text, is_person=True)
    print(
        f"1. prepared: {' '.join(f'{word}/{kind.name}' for word, kind in zip(query.tokens, query.kinds, strict=True))}"
    )
    resolved = run_to_completion(index.matcher.of(query.tokens, at_once=len(query.tokens)))
    for word in query.tokens:
        listed = ", ".join(index.vocabulary.words[unit] for unit in resolved[word].units) or "no listed word"
        print(f"2. {word}: may stand for {listed}; in {len(resolved[word].names)} of {len(index)} names")
    met = run_to_completion(word_overlap([query], resolved, index.listed_words))
    print(f"3. word overlap: {len(met.names)} of {len(index)} listed names share a word with the query")
    profile = Profile("default")
    required = RequiredScores(THRESHOLD, THRESHOLD, lambda places, names: np.zeros(len(places)))
    (found,) = candidates(index, [query], profile.weights, required)
    print(f"4. candidates that can reach {THRESHOLD:.2f}: {len(found)}")
    for candidate in found:
        listed = search.listed(candidate.name)
        score = score_names(query, listed.prepared, lexicon=snapshot.lexicon, weights=profile.weights)
        print(f"5. {listed.name.text}: {score.score:.4f}")
        for line in name_features(score):
            print(f"     {line.contribution:+.4f}  {line.name}: {line.detail}")
    party = Party(EntityType.PERSON, (text,))
    ((best, *_),) = run_to_completion(
        snapshot.search_in_steps([party], profile=profile, on=date(2026, 1, 1), threshold=THRESHOLD)
    )
    print(f"6. hit: {best.entity.id} {best.comparison.score:.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
