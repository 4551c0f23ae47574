"""Write `service/engine/normalise/folding/han_variants.csv`: Han characters that are forms of one character.

    python -m scripts.build_han_variants FOLDER

FOLDER holds the dictionaries of OpenCC (Apache-2.0): `TSCharacters.txt` (traditional to simplified), `JPVariants.txt`
(old to new Japanese forms), `HKVariants.txt` and `TWVariants.txt`. Forms of forms are joined to one; the character
written is the simplified one where there is one. Forms that only registers use (髙, 﨑, 𠮷) are added.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

DICTIONARIES = ("TSCharacters.txt", "JPVariants.txt", "HKVariants.txt", "TWVariants.txt")
OWN = tuple(
    zip(
        "髙﨑嵜碕邉邊斉斎濵德栁桺𠮷嶋嶌冨桒籔槇穐邨埜渕舩曻昻煕晧杤靏靍壷靑淸槪鄕寳圀鬪𫞎楳筱郞鄰畧嵳蘓闊珎窗脋諫讚躰頰驒鰺愼擧澁艷萠乕隷韭頸餠鶯皷",
        "高崎崎崎边边齐齐滨徳柳柳吉島島富桑薮槙秋村野淵船昇昂熙皓栃鶴鶴壺青清概郷宝国闘橋梅篠郎隣略嵯蘇濶珍窓脇諌讃体頬騨鯵慎挙渋艶萌虎隸韮頚餅鴬鼓",
        strict=True,
    )
)
"""Forms that registers of family names use and no dictionary of OpenCC has: 𠮷田, 嶋田, 斉藤, 槇原."""
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
