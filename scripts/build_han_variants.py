"""Write `service/engine/normalise/folding/han_variants.csv`: Han characters that are forms of one character.

    python -m scripts.build_han_variants FOLDER

FOLDER holds the dictionaries of OpenCC (Apache-2.0): `TSCharacters.txt` (traditional to simplified), `JPVariants.txt`
(old to new Japanese forms), `HKVariants.txt` and `TWVariants.txt`. Forms of forms are joined to one; the character
written is the simplified one where there is one. Characters that only compatibility blocks have (髙, 﨑) are added.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

DICTIONARIES = ("TSCharacters.txt", "JPVariants.txt", "HKVariants.txt", "TWVariants.txt")
OWN = (
    ("髙", "高"),
    ("﨑", "崎"),
    ("嵜", "崎"),
    ("邉", "边"),
    ("邊", "边"),
    ("斉", "齐"),
    ("濵", "滨"),
    ("德", "徳"),
    ("栁", "柳"),
)
"""Forms of Japanese and Chinese family names that no dictionary of them has."""
TABLE = Path("service/engine/normalise/folding/han_variants.csv")


def main(folder: Path) -> None:
    """Read the dictionaries and write the table."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    pairs = [*OWN]
    for name in DICTIONARIES:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            left, _, right = line.partition("\t")
            pairs += [(left, other) for other in right.split(" ")[:1] if len(left) == len(other) == 1]
    simplified = {right for _, right in pairs}
    for left, right in pairs:
        one, other = root(left), root(right)
        if one != other:
            parent[one if other in simplified else other] = other if other in simplified else one
    rows = sorted((one, root(one)) for one in parent if root(one) != one)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Forms of one Han character: old, new, variant, traditional; written by scripts/build_han_variants.py\n"
        )
        file.write("# from the character dictionaries of OpenCC (Apache License 2.0) and a few of our own.\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("character", "plain"))
        writer.writerows(rows)
    print(len(rows), "characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
