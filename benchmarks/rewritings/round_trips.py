"""Names of persons that other scripts and chats bring back changed, that stand in other scripts whole, or that were
typed while the keyboard was in another layout."""

from __future__ import annotations

import re
import unicodedata
from random import Random

from benchmarks.rewritings.model import EVERYBODY, NAMED_PARTIES, PERSON, Kind, Pairs, Spell, by_sounds, spelt

_GEORGIAN_BACK = (("f", "p"), ("w", "v"), ("y", "i"), ("x", "ks"), ("sch", "sh"), ("ph", "p"), ("h", "h"), ("qu", "kv"))
_ARMENIAN_BACK = (("b", "p"), ("p", "b"), ("d", "t"), ("t", "d"), ("g", "k"), ("k", "g"), ("w", "v"))
_THAI_BACK = (("v", "w"), ("z", "s"), ("sh", "ch"), ("g", "k"), ("th", "t"), ("x", "ks"), ("q", "kh"), ("rr", "r"))
_DEVANAGARI_BACK = (("w", "v"), ("z", "j"), ("f", "ph"), ("x", "ks"), ("oo", "u"), ("ee", "i"), ("q", "k"), ("c", "k"))
_PERSIAN_BACK = (("w", "v"), ("th", "s"), ("dh", "z"), ("q", "gh"), ("u", "oo"), ("y", "i"), ("x", "ks"), ("c", "k"))
_ETHIOPIC_BACK = (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("x", "ks"), ("u", "oo"), ("i", "ee"), ("c", "k"))
_MARKS_LOST = (
    *(("shch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"), ("ts", "c"), ("ya", "a"), ("yu", "u")),
    *(("y", "j"), ("gh", "g"), ("dh", "d"), ("th", "t")),
)
_ARABIC_CHAT = (("kh", "5"), ("h", "7"), ("gh", "8"), ("q", "9"), ("aa", "2a"))
_RUSSIAN_CHAT = (("ch", "4"), ("sh", "6"), ("ya", "9"), ("yu", "u"), ("zh", "j"), ("kh", "x"))
_SCRIPT_SOUNDS = (
    "ee",
    "oo",
    "shch",
    "zh",
    "kh",
    "ts",
    "ch",
    "sh",
    "gh",
    "th",
    "ph",
    "ya",
    "yu",
    *"abcdefghijklmnopqrstuvwxyz",
)
_GEORGIAN = "ი უ შჩ ჟ ხ ც ჩ შ ღ თ ფ ია იუ ა ბ კ დ ე ფ გ ჰ ი ჯ კ ლ მ ნ ო პ კ რ ს ტ უ ვ ვ ქს ი ზ"
_ARMENIAN = "ի ու շչ ժ խ ց չ շ ղ թ ֆ յա յու ա բ կ դ ե ֆ գ հ ի ջ կ լ մ ն ո պ ք ր ս տ ու վ վ քս ի զ"
_HEBREW = "י ו שצ' ז' ח צ צ' ש ע ת פ יא יו א ב ק ד - פ ג ה י ג' ק ל מ נ ו פ ק ר ס ט ו ו ו קס י ז"
_THAI = dict(zip("bcdfghjklmnpqrstvwxyz", "บกดฟกฮจกลมนปกรสตววซยซ", strict=True))
_THAI_VOWELS = {"a": "{}า", "e": "เ{}", "i": "{}ี", "o": "โ{}", "u": "{}ู", "": "{}"}
_CONSONANTS = dict(zip("bcdfghjklmnpqrstvwxyz", "बकदफगहजकलमनपकरसतववक्षयज़".replace("क्ष", "ख"), strict=False))
_JOINED = {"kh": "ख", "sh": "श", "ch": "च", "th": "थ", "ph": "फ", "gh": "घ", "zh": "झ", "ee": "i", "oo": "u"}
_CLUSTERS = re.compile("|".join(_JOINED))
_VOWELS = {"a": "ा", "e": "े", "i": "ि", "o": "ो", "u": "ु"}
_INITIAL = {"a": "अ", "e": "ए", "i": "इ", "o": "ओ", "u": "उ"}
_PLAIN_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_ARABIC_KEYS = dict(zip(_PLAIN_KEYS, (*"ضصثقفغعهخحشسيبلاتنمئءؤر", "لا", *"ىة"), strict=True))
_HEBREW_KEYS = dict(zip(_PLAIN_KEYS, "/'קראטוןםפשדגכעיחלךזסבהנמצ", strict=True))
_UKRAINIAN_KEYS = dict(zip(_PLAIN_KEYS, "йцукенгшщзфівапролдячсмить", strict=True))
_KOREAN_KEYS = dict(zip(_PLAIN_KEYS, "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
_TAILS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_RIGHT_KEYS = dict(zip(_PLAIN_KEYS, "wertyuiop[sdfghjkl;xcvbnm,", strict=True))


def _chat(pairs: Pairs) -> Spell:
    """As `_by`, in small letters, since digits stand within."""
    inner = by_sounds(pairs)
    return lambda name, source: name if inner(name, source) == name else inner(name, source).lower()


def _whole(letters: str) -> Spell:
    """All of a name in another script, sound by sound."""
    table = dict(zip(_SCRIPT_SOUNDS, letters.split(), strict=True))
    pattern = re.compile("|".join(_SCRIPT_SOUNDS))
    return lambda name, _: pattern.sub(lambda found: table[found[0]].replace("-", ""), name.lower())


def _thai(name: str, _: Random) -> str:
    """Some vowels stand before their consonant; one at the head of a word has a consonant without a sound."""
    text = name.lower()
    for sound, letter in (("kh", "ค"), ("sh", "ช"), ("ch", "ช"), ("ph", "พ"), ("th", "ท"), ("ee", "i"), ("oo", "u")):
        text = text.replace(sound, letter)

    def syllable(found: re.Match[str]) -> str:
        return _THAI_VOWELS[found[2]].format(_THAI.get(found[1], found[1]) or "อ")

    return re.sub(r"([b-df-hj-np-tv-zคชพท]?)([aeiou]?)(?=.|$)", lambda one: syllable(one) if one[0] else "", text)


def devanagari(name: str, _: Random) -> str:
    """Consonants that meet are joined; a vowel behind a consonant is its sign."""
    text, before = "", False
    for one in _CLUSTERS.sub(lambda found: _JOINED[found[0]], name.lower()):
        if one in _VOWELS:
            text, before = text + (_VOWELS if before else _INITIAL)[one], False
        else:
            text += ("्" if before and (one in _CONSONANTS or one in _JOINED.values()) else "") + _CONSONANTS.get(
                one, one
            )
            before = one in _CONSONANTS or one in _JOINED.values()
    return text


def _keys(pairs: dict[str, str]) -> Spell:
    return lambda name, _: "".join(pairs.get(one, one) for one in name.lower())


def _korean(name: str, _: Random) -> str:
    """Syllables as the keyboard puts them together: a vowel takes the consonant before it, and one behind it that no
    vowel follows."""
    keys = [_KOREAN_KEYS.get(one, one) for one in name.lower()]
    vowel = ["ㅏ" <= one <= "ㅣ" for one in keys] + [False]
    consonant = ["ㄱ" <= one <= "ㅎ" for one in keys] + [False]
    text, at = "", 0
    while at < len(keys):
        if consonant[at] and vowel[at + 1]:
            tail = at + 2 < len(keys) and consonant[at + 2] and not vowel[at + 3]
            text += _syllable(keys[at], keys[at + 1], keys[at + 2] if tail else "")
            at += 3 if tail else 2
        else:
            text += keys[at]
            at += 1
    return text


def _syllable(lead: str, middle: str, tail: str) -> str:
    first, second = unicodedata.normalize("NFKD", lead), unicodedata.normalize("NFKD", middle)
    last = chr(0x11A8 + _TAILS.index(tail)) if tail else ""
    return unicodedata.normalize("NFC", first + second + last)


def _kind(name: str, spell: Spell, of: tuple[str, ...] = (PERSON,), *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("back from Georgian", by_sounds(_GEORGIAN_BACK)),
    _kind("back from Western Armenian", by_sounds(_ARMENIAN_BACK), held_back=True),
    _kind("back from Thai", by_sounds(_THAI_BACK)),
    _kind("back from Devanagari", by_sounds(_DEVANAGARI_BACK), held_back=True),
    _kind("back from Persian", by_sounds(_PERSIAN_BACK)),
    _kind("back from Ethiopic", by_sounds(_ETHIOPIC_BACK), held_back=True),
    _kind("scientific spelling without its marks", by_sounds(_MARKS_LOST)),
    _kind("digits of Arabic chats", _chat(_ARABIC_CHAT)),
    _kind("digits of Russian chats", _chat(_RUSSIAN_CHAT), held_back=True),
    _kind("whole in Georgian", _whole(_GEORGIAN)),
    _kind("whole in Armenian", _whole(_ARMENIAN), held_back=True),
    _kind("whole in Hebrew", _whole(_HEBREW)),
    _kind("whole in Thai", _thai, held_back=True),
    _kind("whole in Devanagari", devanagari),
    _kind("keyboard left in Arabic", _keys(_ARABIC_KEYS), EVERYBODY),
    _kind("keyboard left in Hebrew", _keys(_HEBREW_KEYS), EVERYBODY, held_back=True),
    _kind("keyboard left in Ukrainian", _keys(_UKRAINIAN_KEYS), EVERYBODY),
    _kind("keyboard left in Korean", _korean, EVERYBODY, held_back=True),
    _kind("hands one key to the right", _keys(_RIGHT_KEYS), NAMED_PARTIES),
)
