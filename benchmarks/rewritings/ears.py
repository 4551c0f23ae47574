"""Names of persons as further ears hear them, as offices of other countries put them into letters, and as alphabets
that were not asked about bring them back."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import NAMED_PARTIES, PERSON, Kind, Spell, by_sounds, spelt
from benchmarks.rewritings.round_trips import devanagari

_CHINESE_EAR = (("r", "l"), ("v", "w"), ("th", "s"), ("z", "ts"), ("sh", "x"), ("kh", "h"), ("j", "zh"))
_FILIPINO_EAR = (("f", "p"), ("v", "b"), ("z", "s"), ("th", "t"), ("sh", "sy"))
_EGYPTIAN = (("j", "g"), ("th", "s"), ("dh", "z"), ("q", "k"), ("aw", "o"), ("ay", "ei"), ("u", "o"), ("sh", "sh"))
_PAKISTANI = (("u", "oo"), ("i", "ee"), ("th", "s"), ("dh", "z"), ("v", "w"), ("a", "a"))
_PASSPORT = (("ya", "ia"), ("yu", "iu"), ("yo", "e"), ("ye", "e"), ("y", "i"), ("ei", "ei"), ("x", "ks"))
_GERMAN_EAST = (("kh", "ch"), ("zh", "sh"), ("ts", "z"), ("v", "w"), ("s", "ss"), ("ya", "ja"), ("yu", "ju"))
_HARD = str.maketrans("vgdbz", "fktps")
_KANA_ROWS = {
    "": "ア イ ウ エ オ",
    "k": "カ キ ク ケ コ",
    "s": "サ シ ス セ ソ",
    "t": "タ チ ツ テ ト",
    "n": "ナ ニ ヌ ネ ノ",
    "h": "ハ ヒ フ ヘ ホ",
    "m": "マ ミ ム メ モ",
    "y": "ヤ イ ユ イェ ヨ",
    "r": "ラ リ ル レ ロ",
    "w": "ワ ウィ ウ ウェ ウォ",
    "g": "ガ ギ グ ゲ ゴ",
    "z": "ザ ジ ズ ゼ ゾ",
    "d": "ダ ディ ドゥ デ ド",
    "b": "バ ビ ブ ベ ボ",
    "p": "パ ピ プ ペ ポ",
    "f": "ファ フィ フ フェ フォ",
    "sh": "シャ シ シュ シェ ショ",
    "ch": "チャ チ チュ チェ チョ",
    "j": "ジャ ジ ジュ ジェ ジョ",
    "ts": "ツァ ツィ ツ ツェ ツォ",
}
_KANA = {
    consonant + vowel: kana
    for consonant, row in _KANA_ROWS.items()
    for vowel, kana in zip("aiueo", row.split(), strict=True)
} | {"n": "ン"}
_TO_KANA = (
    *(("shch", "sh"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("th", "s"), ("ph", "f"), ("dh", "z"), ("ck", "k")),
    *(("l", "r"), ("v", "b"), ("q", "k"), ("x", "kus"), ("c", "k")),
)
_SOUNDS = re.compile("|".join(["ch", "sh(?!ch)", *(old for old, _ in _TO_KANA)]))
_SYLLABLES = re.compile(r"(sh|ch|ts|[kstnhmyrwgzdbpfj]?)([aiueo]?)")
_FILLED = {"t": "to", "d": "do", "ch": "chi", "j": "ji", "sh": "shu", "y": "i", "w": "u", "n": "n"}
_ROMAJI = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "yi": "i", "ye": "ie"}


def _japanese_syllables(name: str) -> list[list[str]]:
    """The syllables of each word as Japanese says them: a vowel behind each consonant."""
    table = dict(_TO_KANA)
    text = re.sub(r"(.)\1", r"\1", name.lower())
    text = _SOUNDS.sub(lambda found: table.get(found[0], found[0]), text)
    words = []
    for word in re.findall("[a-z]+", text):
        pairs = [(found[1], found[2]) for found in _SYLLABLES.finditer(word) if found[0]]
        words.append([one + vowel if vowel else _FILLED.get(one, one + "u") for one, vowel in pairs])
    return words


def _back_from_kana(name: str, _: Random) -> str:
    words = ["".join(_ROMAJI.get(one, one) for one in word) for word in _japanese_syllables(name)]
    return " ".join(words).title()


def _in_kana(name: str, source: Random) -> str:
    words = ["".join(_KANA[one] for one in word) for word in _japanese_syllables(name)]
    return source.choice("・＝ ").join(words)


def _moved_from_devanagari(first: int) -> Spell:
    """The signs of scripts of India stand in the order of those of Devanagari."""

    def spell(name: str, source: Random) -> str:
        text = devanagari(name, source).replace("\u093c", "")
        return "".join(chr(ord(one) - 0x900 + first) if "\u0900" <= one <= "\u097f" else one for one in text)

    return spell


def _ends_hardened(name: str, _: Random) -> str:
    """Voiced ends of words without their voice, as Germans and Russians hear them."""
    return " ".join(word[:-1] + word[-1].translate(_HARD) if len(word) > 3 else word for word in name.split())


def _no_h(name: str, _: Random) -> str:
    """No h but behind c, s and z."""
    text = re.sub(r"(?<![cszCSZ])h", "", name.lower())
    return name if text == name.lower() else text.title()


def _no_letter_twice(name: str, _: Random) -> str:
    return re.sub(r"([A-Za-z])\1", r"\1", name, flags=re.IGNORECASE)


def _long_s(name: str, _: Random) -> str:
    """A long s of old print read as f."""
    return re.sub(r"(?<=[a-z])s(?=[a-z])", "f", name)


def _kind(name: str, spell: Spell, of: tuple[str, ...] = (PERSON,), *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS: tuple[Kind, ...] = (
    _kind("h left out", _no_h),
    _kind("no letter twice", _no_letter_twice, NAMED_PARTIES, held_back=True),
    _kind("ends hardened", _ends_hardened),
    _kind("long s read as f", _long_s, NAMED_PARTIES, held_back=True),
    _kind("heard by Chinese", by_sounds(_CHINESE_EAR), NAMED_PARTIES, held_back=True),
    _kind("heard by Filipinos", by_sounds(_FILIPINO_EAR), NAMED_PARTIES),
    _kind("as Egyptians write", by_sounds(_EGYPTIAN)),
    _kind("as Pakistanis write", by_sounds(_PAKISTANI), held_back=True),
    _kind("as passports of the East write", by_sounds(_PASSPORT)),
    _kind("as German files of the East write", by_sounds(_GERMAN_EAST), held_back=True),
    _kind("back from katakana", _back_from_kana),
    _kind("whole in katakana", _in_kana, held_back=True),
    _kind("whole in Gujarati", _moved_from_devanagari(0xA80)),
    _kind("whole in Telugu", _moved_from_devanagari(0xC00), held_back=True),
)
