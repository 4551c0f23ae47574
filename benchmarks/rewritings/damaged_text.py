"""Names as programs, scanners and keyboards damage them."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping, Sequence
from random import Random
from urllib.parse import quote

from benchmarks.rewritings.model import EVERYBODY, NAMED_PARTIES, Kind, Spell, spelt

_ACCENTED = {"a": "áâã", "e": "éêë", "i": "íîï", "o": "óôõ", "u": "úûü", "n": "ñ", "c": "ç", "s": "š", "z": "ž"}
_NAMED = {
    "a": "&aacute;",
    "e": "&eacute;",
    "i": "&iacute;",
    "o": "&ouml;",
    "u": "&uuml;",
    "n": "&ntilde;",
    "c": "&ccedil;",
}
_SEVEN_BITS = {"a": "{", "o": "|", "u": "}", "A": "[", "O": "\\", "U": "]", "n": "|", "e": "{"}
_SCANNED = (
    ("rn", "m"),
    ("m", "rn"),
    ("d", "cl"),
    ("w", "vv"),
    ("h", "li"),
    ("u", "ii"),
    ("o", "0"),
    ("l", "1"),
    ("i", "l"),
    ("s", "5"),
    ("B", "8"),
    ("G", "6"),
    ("e", "c"),
    ("c", "e"),
    ("n", "u"),
    ("f", "t"),
    ("a", "o"),
    ("h", "b"),
    ("v", "y"),
)
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEAR_KEYS = {key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2] for row in _KEYS for at, key in enumerate(row)}
_RUSSIAN = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOPASDFGHJKLZXCVBNM",
    "йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
)
GREEK_KEYS = str.maketrans(
    "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM", ";ςερτυθιοπασδφγηξκλζχψωβνμ;ΣΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"
)
_FRENCH = str.maketrans("qwazQWAZ", "azqwAZQW")
_GERMAN = str.maketrans("yzYZ", "zyZY")
_HIRAGANA = {
    "ka": "か",
    "ki": "き",
    "ku": "く",
    "ke": "け",
    "ko": "こ",
    "sa": "さ",
    "shi": "し",
    "su": "す",
    "se": "せ",
    "so": "そ",
    "ta": "た",
    "te": "て",
    "to": "と",
    "na": "な",
    "ni": "に",
    "nu": "ぬ",
    "ne": "ね",
    "no": "の",
    "ha": "は",
    "hi": "ひ",
    "fu": "ふ",
    "he": "へ",
    "ho": "ほ",
    "ma": "ま",
    "mi": "み",
    "mu": "む",
    "me": "め",
    "mo": "も",
    "ya": "や",
    "yu": "ゆ",
    "yo": "よ",
    "ra": "ら",
    "ri": "り",
    "ru": "る",
    "re": "れ",
    "ro": "ろ",
    "wa": "わ",
    "ga": "が",
    "gi": "ぎ",
    "gu": "ぐ",
    "ge": "げ",
    "go": "ご",
    "za": "ざ",
    "ji": "じ",
    "zu": "ず",
    "ze": "ぜ",
    "zo": "ぞ",
    "da": "だ",
    "de": "で",
    "do": "ど",
    "ba": "ば",
    "bi": "び",
    "bu": "ぶ",
    "be": "べ",
    "bo": "ぼ",
    "pa": "ぱ",
    "pi": "ぴ",
    "pu": "ぷ",
    "pe": "ぺ",
    "po": "ぽ",
}
_MOST = 35


def _longest(name: str) -> str:
    return max(name.split(), key=len)


def _in_longest(change: Spell) -> Spell:
    """A change of the longest word only, and only if it is long."""

    def spell(name: str, source: Random) -> str:
        word = _longest(name)
        return name.replace(word, change(word, source), 1) if len(word) > 4 else name

    return spell


def _in_long_words(change: Spell) -> Spell:
    """A change of every word of more than five letters."""
    return lambda name, source: " ".join(change(word, source) if len(word) > 5 else word for word in name.split())


def _one_for(pairs: Mapping[str, Sequence[str]]) -> Spell:
    """One letter by what stands for it."""

    def spell(name: str, source: Random) -> str:
        places = [at for at in range(1, len(name)) if name[at] in pairs]
        if not places:
            return name
        at = source.choice(places)
        return name[:at] + source.choice(pairs[name[at]]) + name[at + 1 :]

    return spell


def _put(filler: str) -> Spell:
    """One letter of a word by a filler."""

    def spell(word: str, source: Random) -> str:
        at = source.randrange(1, len(word))
        return word[:at] + filler + word[at + 1 :]

    return spell


def _between(*fillers: str) -> Spell:
    """A filler between two letters of a word."""

    def spell(word: str, source: Random) -> str:
        at = source.randrange(2, len(word) - 1)
        return word[:at] + source.choice(fillers) + word[at:]

    return spell


def _whole(pairs: Mapping[str, str]) -> Spell:
    return lambda name, _: "".join(pairs.get(one, one) for one in name)


def _misencoded(times: int) -> Spell:
    accents = _one_for(_ACCENTED)

    def spell(name: str, source: Random) -> str:
        text = accents(name, source)
        for _ in range(times):
            text = text.encode().decode("cp1252", "replace")
        return text

    return spell


def _misread_as(encoding: str) -> Spell:
    accents = _one_for(_ACCENTED)
    return lambda name, source: accents(name, source).encode().decode(encoding, "replace")


def _lost_accent(name: str, source: Random) -> str:
    """What is left of a letter that a code page does not hold."""
    accented = _one_for(_ACCENTED)(name, source)
    return accented.encode("ascii", "replace").decode()


def _header(name: str, source: Random) -> str:
    if source.random() < 0.5:
        return f"=?UTF-8?B?{base64.b64encode(name.encode()).decode()}?="
    return f"=?iso-8859-1?Q?{name.replace(' ', '_')}?="


def _quoted_printable(name: str, source: Random) -> str:
    """With soft breaks within words, and some letters as numbers."""
    at = len(name) // 2
    odd = "".join(f"={ord(one):02X}" if source.random() < 0.3 else one for one in name[at:])
    return f"{name[:at]}=\n{odd}"


def _all_quoted(name: str, _: Random) -> str:
    return "".join(f"={byte:02X}" for byte in name.encode())


def _quoted_accents(name: str, source: Random) -> str:
    return quopri.encodestring(_one_for(_ACCENTED)(name, source).encode()).decode().strip()


def _percent_twice(name: str, source: Random) -> str:
    return quote(quote(_one_for(_ACCENTED)(name, source)))


def _plus(name: str, source: Random) -> str:
    return quote(name).replace("%20", "+")


def _references(name: str, source: Random) -> str:
    """Letters as numbers, some of them without their semicolon or twice escaped."""
    shape = source.choice(("&#{};", "&amp;#{};", "&#{}", "&#0{};"))
    at = source.randrange(1, len(name))
    return name[:at] + shape.format(ord(name[at])) + name[at + 1 :]


def _program_escapes(name: str, source: Random) -> str:
    shape = source.choice(("\\\\u{:04x}", "\\x{:02x}", "\\u{{{:x}}}", "U+{:04X}", "%u{:04x}", "\\{:o}"))
    at = source.randrange(1, len(name))
    return name[:at] + shape.format(ord(name[at])) + name[at + 1 :]


def _scanned(count: int) -> Spell:
    def spell(name: str, source: Random) -> str:
        text, done = name, 0
        for letter, read in source.sample(_SCANNED, len(_SCANNED)):
            if done < count and letter in text[1:]:
                at = text.index(letter, 1)
                text, done = text[:at] + read + text[at + len(letter) :], done + 1
        return text

    return spell


def _neighbour(word: str, source: Random) -> str:
    places = [at for at in range(1, len(word)) if word[at].lower() in NEAR_KEYS]
    if not places:
        return word
    at = source.choice(places)
    near = source.choice(NEAR_KEYS[word[at].lower()])
    return word[:at] + (near.upper() if word[at].isupper() else near) + word[at + 1 :]


def _added_neighbour(word: str, source: Random) -> str:
    places = [at for at in range(1, len(word)) if word[at].lower() in NEAR_KEYS]
    at = source.choice(places) if places else 0
    return word[: at + 1] + source.choice(NEAR_KEYS.get(word[at].lower(), "e")) + word[at + 1 :]


def _dropped(word: str, source: Random) -> str:
    at = source.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _stuck(word: str, source: Random) -> str:
    at = source.randrange(len(word))
    return word[:at] + word[at] * source.randrange(3, 6) + word[at + 1 :]


def _last_cut(name: str, source: Random) -> str:
    """The last word's end cut away, if the word is long."""
    last = name.split()[-1]
    return name[: -source.randrange(2, 4)] if len(last) > 7 else name


def _one_joint(name: str, source: Random) -> str:
    words = name.split()
    if len(words) < 3:
        return "".join(words)
    at = source.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def _wrong_joints(name: str, _: Random) -> str:
    """The last letter of each word at the head of the next one."""
    words = name.split()
    moved = [word[:-1] for word in words[:-1]] + [words[-1]]
    tails = ["", *(word[-1] for word in words[:-1])]
    return " ".join(tail + word for tail, word in zip(tails, moved, strict=True))


def _hiragana(name: str, source: Random) -> str:
    """A keyboard left in Japanese turned one syllable of each word."""
    words = []
    for word in name.split():
        found = [part for part in _HIRAGANA if part in word.lower()]
        part = source.choice(found) if found else ""
        at = word.lower().find(part)
        words.append(word[:at] + _HIRAGANA[part] + word[at + len(part) :] if part else word)
    return " ".join(words)


def _half_width(name: str, source: Random) -> str:
    """Some words of full width, some not, with wide blanks."""
    return "\u3000".join(
        "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" and source.random() < 0.5 else one for one in word)
        for word in name.split()
    )


def _random_case(name: str, source: Random) -> str:
    return "".join(one.upper() if source.random() < 0.5 else one.lower() for one in name)


def _separators(name: str, source: Random) -> str:
    return source.choice((";", "\t", "^", "<", "::", " . ", "||", "=", "\x1f", "\\n", "§", "¦")).join(name.split())


def _noise(word: str, source: Random) -> str:
    at = source.randrange(1, len(word))
    return word[:at] + source.choice("'`|~^,*¸·") + word[at:]


def _one_word_spaced(name: str, _: Random) -> str:
    word = _longest(name)
    return name.replace(word, " ".join(word), 1)


def _folded_header(name: str, source: Random) -> str:
    at = max(len(name) // 2, 2)
    return name[:at] + source.choice(("\r\n\t", "\r\n ", "\n", "\\r\\n", "<br>", "<wbr>", "_x000D_\n")) + name[at:]


def _cut(count: int) -> Spell:
    return lambda name, _: name[:count].rstrip() if len(name) > count else name


def _doubled_signs(name: str, source: Random) -> str:
    mark = source.choice(("''", '""', "\\'", "``", "&quot;", "&apos;", "&#39;", '\\"'))
    return f"{mark}{name}{mark}"


def _filled(name: str, source: Random) -> str:
    return source.choice(("{:.<50}", "{:0>45}", "{:X<45}", "{:#<45}", "{:->45}", "{:~^50}")).format(name.upper())


def _kind(name: str, spell: Spell, of: tuple[str, ...] = EVERYBODY, *, held_back: bool = False) -> Kind:
    return spelt(name, of, spell, own=True, held_back=held_back)


KINDS = (
    _kind("question mark for a letter", _lost_accent),
    _kind("replacement sign for a letter", _in_longest(_put("\ufffd"))),
    _kind("two signs for a letter", _in_longest(_put("??"))),
    _kind("letter lost", _in_longest(_dropped), NAMED_PARTIES),
    _kind("misencoded", _misencoded(1)),
    _kind("misencoded twice", _misencoded(2)),
    _kind("misread as a Mac's", _misread_as("mac_roman")),
    _kind("misread as DOS's", _misread_as("cp437")),
    _kind("misread as Cyrillic", _misread_as("cp1251")),
    _kind("named references", _one_for({key: [value] for key, value in _NAMED.items()})),
    _kind("numbered references", _references),
    _kind("further escapes", _program_escapes),
    _kind("seven-bit signs", _one_for(_SEVEN_BITS)),
    _kind("mail header words", _header),
    _kind("quoted printable in words", _quoted_printable),
    _kind("quoted printable throughout", _all_quoted),
    _kind("quoted printable accents", _quoted_accents),
    _kind("percent twice", _percent_twice),
    _kind("plus for blanks", _plus),
    _kind(
        "soft hyphens as references", _in_longest(_between("&shy;", "&#173;", "\u00ad", "&zwnj;", "&ZeroWidthSpace;"))
    ),
    _kind("folded lines", _folded_header),
    _kind("cut at 22 characters", _cut(22), NAMED_PARTIES),
    _kind("cut at 30 characters", _cut(30), NAMED_PARTIES),
    _kind("last word cut", _last_cut, NAMED_PARTIES, held_back=True),
    _kind("further separators", _separators),
    _kind("doubled quotes", _doubled_signs),
    _kind("filled up", _filled),
    _kind("dotless i", _whole({"i": "ı", "I": "İ"})),
    _kind("i with dots apart", _whole({"i": "i\u0307", "I": "I\u0307"})),
    _kind("old letters", _whole({"s": "ſ", "k": "ĸ", "w": "ƿ"})),
    _kind(
        "ligatures",
        lambda name, _: (
            name.replace("fi", "ﬁ")
            .replace("fl", "ﬂ")
            .replace("ij", "ĳ")
            .replace("st", "ﬆ")
            .replace("dz", "ǳ")
            .replace("ae", "æ")
            .replace("ss", "ß")
            .replace("oe", "œ")
        ),
    ),
    _kind("scanned twice over", _scanned(2), NAMED_PARTIES, held_back=True),
    _kind("scanned once otherwise", _scanned(1)),
    _kind("word split", _in_longest(_between(" "))),
    _kind("word split by a hyphen", _in_longest(_between("- ", "-", " -", "-\n", "¬", "‐\n"))),
    _kind("every long word split", _in_long_words(_between(" "))),
    _kind("one blank left out", _one_joint),
    _kind("blanks moved", _wrong_joints),
    _kind("specks", _in_longest(_noise)),
    _kind("specks in long words", _in_long_words(_noise)),
    _kind("one word spaced", _one_word_spaced),
    _kind("letters in any case", _random_case),
    _kind("caps lock", lambda name, _: name.swapcase()),
    _kind("neighbouring key", _in_longest(_neighbour), NAMED_PARTIES),
    _kind("neighbouring keys in long words", _in_long_words(_neighbour), NAMED_PARTIES),
    _kind("neighbouring key added", _in_longest(_added_neighbour), NAMED_PARTIES),
    _kind("letters lost in long words", _in_long_words(_dropped), NAMED_PARTIES),
    _kind("key stuck", _in_longest(_stuck)),
    _kind("keyboard left in Russian", lambda name, _: name.translate(_RUSSIAN)),
    _kind("keyboard left in Greek", lambda name, _: name.translate(GREEK_KEYS)),
    _kind("keyboard left in Japanese", _hiragana),
    _kind("keyboard left in French", lambda name, _: name.translate(_FRENCH), held_back=True),
    _kind("keyboard left in German", lambda name, _: name.translate(_GERMAN), held_back=True),
    _kind("some letters of full width", _half_width),
)
