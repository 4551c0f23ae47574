"""Origin texts in comparable form: one folding for the data files and for what is asked, with a way back.

`fold` keeps track of where each character came from, so that evidence can point into the text as it was written.
Pure functions; the tables below are facts about scripts, not about places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.folding.characters import decorates, is_invisible
from service.engine.normalise.folding.markup import MAY_HOLD, pieces
from service.engine.normalise.scripts import fold_homoglyphs

CYRILLIC = lazy_pattern("[\u0400-\u04ff]{3}")
"""A text in Cyrillic often leaves out the country: 298600, ул. Московская, 9."""
_VOICING = "\u3099\u309a"
_VOICED = lazy_pattern("[ヴゔ\u3099\u309a\uff9e\uff9f]")

# One letter, several code points: spelling habits that never tell two places apart.
_LETTERS = str.maketrans(
    {
        # Apostrophes, soft signs and the long-vowel dash are written or left out at will.
        **dict.fromkeys("'`´‘’‛ʹʺʼʻʾʿˈ′″ՙ՚ьъー・･ـ״׳", None),
        # і stays apart from и: "крім" is Ukrainian for "except", "Крим" is Crimea.
        "ё": "е", "є": "е", "э": "е", "ї": "і", "ґ": "г", "ў": "у", "ј": "и", "ӏ": None, "ѓ": "г",
        "љ": "л", "њ": "н", "қ": "к", "җ": "ж", "ә": "а", "ө": "о", "ү": "у", "ң": "н", "ҡ": "к", "һ": "х",
        "ς": "σ", "ك": "ک", "ي": "ی", "ى": "ی", "ئ": "ی", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ؤ": "و", "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
        "ァ": "ア", "ィ": "イ", "ゥ": "ウ", "ェ": "エ", "ォ": "オ", "ャ": "ヤ", "ュ": "ユ", "ョ": "ヨ", "ッ": None,
        "ヮ": "ワ", "ヂ": "ジ", "ヅ": "ズ",
        # Traditional characters that occur in names of places and in the words around them.
        "亞": "亚", "爾": "尔", "羅": "罗", "費": "费", "島": "岛", "國": "国", "區": "区", "蘭": "兰", "頓": "顿",
        "維": "维", "達": "达", "馬": "马", "烏": "乌", "來": "来", "聯": "联", "盧": "卢", "茲": "兹", "漢": "汉",
        "裡": "里", "裏": "里", "邁": "迈", "薩": "萨", "奧": "奥", "葉": "叶", "產": "产", "産": "产",
        "製": "制", "聖": "圣", "諾": "诺", "賓": "宾", "華": "华", "韓": "韩", "東": "东", "廣": "广", "灣": "湾",
        "臺": "台", "緬": "缅", "喬": "乔", "愛": "爱", "蓋": "盖", "實": "实", "亜": "亚", "団": "团", "剛": "刚",
        "熱": "热", "癥": "症", "戰": "战", "爭": "争", "経": "经", "經": "经", "対": "对", "對": "对", "権": "权",
        "處": "处", "処": "处", "關": "关", "関": "关", "穀": "谷", "贊": "赞", "顧": "顾", "義": "义", "門": "门",
    }
)  # fmt: skip
_PUNCTUATION = str.maketrans({"、": ",", "，": ",", "。": ".", "；": ";", "：": ":", "｜": "|", "،": ",", "؛": ";"})
_VOWEL_AFTER_VU = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}

# Scripts that are written without spaces between words: they are searched by substring, not by word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_WORD = lazy_pattern(rf"[^\W_{UNSPACED}]+")
_UNSPACED_RUN = lazy_pattern(rf"[{UNSPACED}]")
_BROKEN = lazy_pattern(
    r"(?<=\w)[-\u00ad\u2010\u2011][ \t]*[\r\n]+[ \t]*(?=\w)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
    rf"|(?<=[{UNSPACED}])[ \t]*[\r\n]+[ \t]*(?=[{UNSPACED}])"
)
"""Breaks inside a word, which are dropped: a hyphen at the end of a line, control characters, and the end of a line in
scripts without spaces."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a folded text and where it stands in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in comparable form. `sources[i]` is where character `i` came from; None means the same place."""

    raw: str
    text: str
    sources: tuple[tuple[int, int], ...] | None
    tokens: tuple[Token, ...]
    unspaced: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The bounds in the raw text of the folded characters `start` to `end`, with the signs dropped after them."""
        if self.sources is None or start >= end:
            return start, end
        last = self.sources[end][0] if end < len(self.sources) else len(self.raw)
        return self.sources[start][0], max(last, self.sources[end - 1][1])

    def written(self, start: int, end: int) -> str:
        """The raw text behind the folded characters `start` to `end`."""
        first, last = self.span(start, end)
        return self.raw[first:last]


@lru_cache(maxsize=8)
def fold(raw: str) -> Folded:
    """Fold a text: references resolved, width, case, accents and spelling habits levelled, invisible signs dropped.

    The last few texts are kept, as each field is read for territories and for countries.
    """
    text, sources, unspaced = _folded_text(raw)
    tokens = tuple(Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(text))
    return Folded(raw, text, sources, tokens, unspaced)


def key(raw: str) -> str:
    """The form under which a name of the data files is looked up: its folded words, one space between them."""
    text, _, unspaced = _folded_text(raw)
    return " ".join(text.split() if unspaced else _WORD.findall(text))


_KATAKANA_DASH = lazy_pattern("(?<=[A-Za-z0-9])ー(?=[A-Za-z0-9])")


def plain_signs(raw: str) -> str:
    """The text with letters and digits of full width, digits of other scripts, dashes and blanks as ASCII writes them.

    Each sign stands for one, so that places in the text stay. An input method for Japanese gives ＵＡ－４３ and
    ９８６００.
    """
    if raw.isascii():
        return raw
    return _KATAKANA_DASH.sub("-", "".join(map(_plain_sign, raw)))


@lru_cache(maxsize=8192)
def _plain_sign(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Pd" or character == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


def _folded_text(raw: str) -> tuple[str, tuple[tuple[int, int], ...] | None, bool]:
    """The folded text, where its characters came from, and whether it holds a run of a script without spaces."""
    if raw.isascii() and "'" not in raw and "`" not in raw and not MAY_HOLD.search(raw) and not _BROKEN.search(raw):
        return raw.lower(), None, False
    # Letters of another alphabet inside a word: each stands for one, so that places in the text stay.
    alike = fold_homoglyphs(raw)
    text, sources = _fold_characters(alike if len(alike) == len(raw) else raw)
    return text, sources, _UNSPACED_RUN.search(text) is not None


def _fold_characters(raw: str) -> tuple[str, tuple[tuple[int, int], ...] | None]:
    if not MAY_HOLD.search(raw) and not _VOICED.search(raw) and not _BROKEN.search(raw):
        parts = [_fold_alone(character) for character in raw]
        text = "".join(parts)
        if len(text) == len(raw) and "" not in parts:
            return text, None
        return text, tuple((index, index + 1) for index, part in enumerate(parts) for _ in part)
    return _fold_merging(raw)


def _fold_merging(raw: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The careful way: character references, and kana signs that merge with the sign before them."""
    out: list[str] = []
    sources: list[tuple[int, int]] = []
    for piece, start, end in _pieces(raw):
        for character in "".join(map(_level, piece)):
            if out and character in _VOICING:
                out[-1] = unicodedata.normalize("NFC", out[-1] + character)[0]
            elif out and out[-1] == "ヴ" and character in _VOWEL_AFTER_VU:
                out[-1] = _VOWEL_AFTER_VU[character]
            else:
                out.append(character)
                sources.append((start, end))
                continue
            sources[-1] = (sources[-1][0], end)
    settled = [_settle(character) for character in out]
    kept = tuple(source for part, source in zip(settled, sources, strict=True) for _ in part)
    return "".join(settled), kept


@lru_cache(maxsize=8192)
def _fold_alone(character: str) -> str:
    return "".join(_settle(part) for part in _level(character))


def _pieces(raw: str) -> Iterator[tuple[str, int, int]]:
    """The characters of a text with their bounds; mark-up such as `&eacute;` or `%20` is one piece, a tag and a break
    inside a word none."""
    dropped = {at for match in _BROKEN.finditer(raw) for at in range(match.start(), match.end())}
    for text, start, end in pieces(raw):
        if text == raw[start:end]:
            yield from ((raw[at], at, at + 1) for at in range(start, end) if at not in dropped)
        elif text:
            yield text, start, end


@lru_cache(maxsize=8192)
def _level(piece: str) -> str:
    """First pass: width, case, accents, hiragana. Kana signs that merge with a neighbour are left for the caller."""
    if is_invisible(piece):
        return ""
    text = unicodedata.normalize("NFKC", piece).casefold()
    text = _without_marks(unicodedata.normalize("NFD", text)) if not _is_kana(text) else text
    text = unicodedata.normalize("NFC", text) if text not in _VOICING else text
    return text.translate(_HIRAGANA).translate(_PUNCTUATION)


def _without_marks(text: str) -> str:
    """Without Latin, Cyrillic and Greek accents, Hebrew points, Arabic vowel signs. Marks of kana and of Indic scripts
    carry sounds and stay."""
    return text if text.isascii() else "".join(one for one in text if not decorates(one))


@lru_cache(maxsize=8192)
def _settle(character: str) -> str:
    """Second pass: one code point a letter; dashes and digits levelled; Latin letters beyond a-z spelt out."""
    if character == "ヴ":
        return "ブ"
    text = character.translate(_LETTERS)
    if not text or text.isascii():
        return text
    category = unicodedata.category(text[0])
    if category == "Nd":
        return str(unicodedata.digit(text[0]))
    if category == "Pd":
        return "-"
    if category[0] in "ZC":
        return " "
    if category[0] == "L" and unicodedata.name(text[0], "").startswith("LATIN"):
        return str(anyascii(text)).lower()
    return text if category[0] in "LMN" else " "


def _is_kana(text: str) -> bool:
    return bool(text) and "\u3041" <= text[0] <= "\u30ff"
