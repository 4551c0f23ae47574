"""Arabic compounds as one word: abd + article + name is one name, and so is a name + article + din or + allah.

Lists write them together, apart or with a hyphen, with the article assimilated or not; one form is made of all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class _Compounds:
    """How one script writes them: `first` begins one whatever follows, `first_bare` only before an article."""

    first: re.Pattern[str]
    first_bare: frozenset[str]
    articles: re.Pattern[str]
    din: re.Pattern[str]
    allah: re.Pattern[str]
    abd: str
    canonical: tuple[str, str]


_COMPOUNDS = {
    "Latn": _Compounds(
        re.compile(r"abd(?:ul|el|oul|ur|us|ou|u|as|ar|ool|il)$|abdu[lrsnz]$|abdal$"),
        frozenset({"abd", "abdi"}),
        re.compile(r"al|el|ul|ad|ar|as|az|an|at|ash|ud|ed|er|es|ol|il|l"),
        re.compile(r"(?:[aueoi]?d)?(?:din|deen|dine|dien)$"),
        re.compile(r"(?:u|a|o|i)?l?lah$|allah$"),
        "abd'",
        ("din", "ullah"),
    ),
    "Arab": _Compounds(
        re.compile("$^"),
        frozenset({"عبد"}),
        re.compile("ال|آل"),
        re.compile("(?:ال)?(?:دين|دین)$"),
        re.compile("الله$|ﷲ$|اللہ$|اللة$"),
        "عبد",
        ("دين", "الله"),
    ),
    "Kana": _Compounds(
        re.compile("アブド(?:ゥル|ル|ゥッ|ゥール|ゥーッ|ゥー|ゥ|ッ)$|アブ(?:デ|ダ|デッ|ダッ)ル$|アブドア[ルッ]$"),
        frozenset({"アブド"}),
        re.compile("アル|エル|ウル|ア[ッンズスシト]ュ?|ル"),
        re.compile("(?:[ウアエ]ッ|アル)?(?:ディン|ディーン)$"),
        re.compile("(?:[アウオ]ッ?|ッ)ラー?フ?$|アッラー$"),
        "アブド",
        ("ディン", "ウラー"),
    ),
}


@lru_cache(maxsize=65536)
def _may_join(word: str, script: str) -> bool:
    rules = _COMPOUNDS.get(script)
    if rules is None:
        return False
    return word in rules.first_bare or any(part.match(word) for part in (rules.first, rules.din, rules.allah))


def join_compounds(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`abd al rahman` -> `abdrahman`, `salah al din` -> `salahdin`, `rahmat allah` -> `rahmatullah`."""
    if not any(_may_join(word, script) for word, script in words):
        return words
    found: list[tuple[str, str]] = []
    i = 0
    while i < len(words):
        word, script = words[i]
        rules = _COMPOUNDS.get(script)
        if rules is None:
            found.append(words[i])
            i += 1
            continue
        following: list[str] = []
        for next_word, other in words[i + 1 : i + 3]:
            if other != script:
                break
            following.append(next_word)
        after_article = len(following) > 1 and rules.articles.fullmatch(following[0]) is not None
        glued = script == "Arab" and bool(following) and following[0].startswith("ال") and len(following[0]) > 3
        last = 1 if rules.din.match(word) else 2 if rules.allah.match(word) else 0
        if following and (rules.first.match(word) or (word in rules.first_bare and (after_article or glued))):
            name = following[1] if after_article else following[0]
            found.append((rules.abd + (name.removeprefix("ال") if glued else name), script))
            i += 3 if after_article else 2
        elif last and found and found[-1][1] == script and len(found[-1][0]) > 1:
            if len(found) > 1 and rules.articles.fullmatch(found[-1][0]):
                found.pop()
            found[-1] = (found[-1][0] + rules.canonical[last - 1], script)
            i += 1
        else:
            found.append(words[i])
            i += 1
    return found
