"""Pairs of names in two languages or scripts, right and wrong ones: what `benchmarks.languages` measures with."""

from __future__ import annotations

import csv
import gzip
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from benchmarks.cross_script_pairs import group_targets, read_targets
from benchmarks.inputs import read_rows
from service.engine.normalise.scripts import script_of

# The language that names of a country's citizens are mostly written in, where a row says only the country.
_LANGUAGES = {"IR": "Persian", "AF": "Persian", "PK": "Urdu"}
_SOURCES = {"wdar": "Arabic", "edinet": "Japanese"}
_WORD_SCRIPTS = {
    "arabic": "Arab",
    "chinese": "Hani",
    "hebrew": "Hebr",
    "katakana": "Kana",
    "korean": "Hang",
    "russian": "Cyrl",
}
_MOST_OF_A_LANGUAGE = 400


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names, whether they are one, and the slice they are counted in."""

    set: str
    type: str
    script: str
    language: str
    left: str
    right: str
    same: bool

    @property
    def slice(self) -> tuple[str, str, str, str]:
        """Set, type, script and language: a line of the table."""
        return self.set, self.type, self.script, self.language


def labelled_pairs(path: Path) -> list[NamePair]:
    """Pairs of a CSV file with the columns type, left, right, same, script_left, source."""
    return [
        NamePair(
            "labelled",
            row["type"],
            script_of(row["left"]),
            _language(row["source"]),
            row["left"],
            row["right"],
            row["same"] == "1",
        )
        for row in read_rows(path)
    ]


def _language(source: str) -> str:
    """`wdar/IR/near` -> Persian, `edinet/kana` -> Japanese (kana)."""
    origin, kind, *_ = [*source.split("/"), ""]
    if origin == "wdar":
        return _LANGUAGES.get(kind, "Arabic")
    return f"{_SOURCES.get(origin, origin)} ({kind})" if kind else _SOURCES.get(origin, origin)


def word_pairs(path: Path) -> list[tuple[str, str]]:
    """Latin and foreign words of a gzipped file with lines `latin, letters with blanks between, times seen`."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row[0], row[1].replace(" ", "")) for row in rows if len(row) >= 2 and row[0] and row[1]]


def composed_pairs(folder: Path, part: str, size: int, chance: random.Random) -> list[NamePair]:
    """Names of two words each, composed of words that were published in two scripts.

    `part` says which files of the folder are read. A right pair has two right words; a wrong one shares a word in
    every second case and none in the others.
    """
    found: list[NamePair] = []
    for path in sorted(folder.glob(f"*_{part}.tsv.gz")):
        name = path.name.split("_")[1]
        words = word_pairs(path)
        for number in range(size):
            first, second, third, fourth = (words[chance.randrange(len(words))] for _ in range(4))
            blank = "·" if name == "chinese" else "・" if name == "katakana" else " "
            left = f"{first[1]}{blank}{second[1]}"
            wrong = f"{first[0]} {third[0]}" if number % 2 else f"{fourth[0]} {third[0]}"
            for right, same in ((f"{first[0]} {second[0]}", True), (wrong, False)):
                found.append(NamePair("composed", "person", _WORD_SCRIPTS.get(name, name), "any", left, right, same))
    return found


def listed_pairs(folder: Path, chance: random.Random) -> list[NamePair]:
    """Names that the EU list gives in a language of its own, against the names of the same target in none or English.

    Right pairs are at best: of the target's names the one that shares most letters is taken. Wrong ones are names of
    other targets.
    """
    own: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    plain: list[str] = []
    for path in sorted(folder.glob("*.xml")):
        for node in etree.parse(path).iter("{*}sanctionEntity"):
            subject = node.find("{*}subjectType")
            if subject is None or subject.get("code") != "person":
                continue
            aliases = [(a.get("wholeName") or "", a.get("nameLanguage") or "") for a in node.iter("{*}nameAlias")]
            listed = [name for name, language in aliases if name and language in ("", "EN")]
            listed = [name for name in listed if script_of(name) == "Latn" and " " in name]
            plain += listed
            for name, language in aliases:
                if language not in ("", "EN") and " " in name and listed:
                    own[language].append((name, listed))
    return [pair for language, names in sorted(own.items()) for pair in _of_language(language, names, plain, chance)]


def _of_language(
    language: str, names: list[tuple[str, list[str]]], plain: Sequence[str], chance: random.Random
) -> Iterable[NamePair]:
    if len(names) < _LEAST_NAMES:
        return
    for name, listed in chance.sample(names, min(len(names), _MOST_OF_A_LANGUAGE)):
        nearest = max(listed, key=lambda other: len(set(other.lower()) & set(name.lower())))
        yield NamePair("EU list", "person", script_of(name), language, name, nearest, True)
        yield NamePair("EU list", "person", script_of(name), language, name, chance.choice(plain), False)


_LEAST_NAMES = 20


def translated_bodies(folder: Path, chance: random.Random, *, looked_at: bool = False) -> list[NamePair]:
    """Names of bodies that the EU list gives in Latin letters in a language of its own, against the first names of the
    same target in English or none, of which many are other names and not translations.

    Half of the targets, split by a hash: the one that no word was taken from, or the one that may be looked at. Wrong
    pairs are names of other targets.
    """
    found: list[tuple[str, str, list[str]]] = []
    for path in sorted(folder.glob("*.xml")):
        for node in etree.parse(path).iter("{*}sanctionEntity"):
            subject = node.find("{*}subjectType")
            aliases = [(a.get("wholeName") or "", a.get("nameLanguage") or "") for a in node.iter("{*}nameAlias")]
            aliases = [(name, language) for name, language in aliases if script_of(name) == "Latn"]
            listed = [name for name, language in aliases if language in ("", "EN")]
            if subject is None or subject.get("code") == "person" or not listed:
                continue
            if _is_kept_aside(listed[0]) is looked_at:
                continue
            found += [(language, name, listed) for name, language in aliases if language not in ("", "EN")]
    pairs = []
    for language, name, listed in found:
        others = [names for _, _, names in found if names is not listed]
        wrong = chance.choice(chance.choice(others))
        for right in listed[:_MOST_NAMES]:
            pairs.append(NamePair("EU list", "entity", "Latn", language, name, right, True))
        pairs.append(NamePair("EU list", "entity", "Latn", language, name, wrong, False))
    counts = Counter(pair.language for pair in pairs if pair.same)
    return [pair for pair in pairs if counts[pair.language] >= _LEAST_NAMES]


def _is_kept_aside(name: str) -> bool:
    return bool(hashlib.sha256(name.encode()).digest()[0] & 1)


def listed_bodies(folder: Path, chance: random.Random, *, looked_at: bool = False) -> list[NamePair]:
    """Names of bodies that lists give in another script than Latin, against the Latin names of the same target.

    Half of the targets, split by a hash: the one that no rule was made from, or the one that may be looked at, each
    with its first names, of which many are other names and not translations. Wrong pairs are names of other targets.
    """
    found: list[NamePair] = []
    groups = [group for group in group_targets(read_targets(folder)) if group.half != looked_at]
    bodies = [target for group in groups for target in group.targets if not target.is_person and target.latin]
    for target in bodies:
        for name in target.others:
            script, others = script_of(name), [one for one in bodies if set(one.latin).isdisjoint(target.latin)]
            wrong = chance.choice(chance.choice(others).latin)
            right = [NamePair("lists", "entity", script, target.source, name, latin, True) for latin in target.latin]
            found += [*right[:_MOST_NAMES], NamePair("lists", "entity", script, target.source, name, wrong, False)]
    return found


_MOST_NAMES = 3
