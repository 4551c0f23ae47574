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
OWN = [
    pair.split("=")
    for pair in """
"=" 髙=高 﨑=崎 嵜=崎 碕=崎 邉=边 邊=边 斉=齐 斎=齐 濵=滨 德=徳 栁=柳 桺=柳 𠮷=吉 嶋=島 嶌=島
冨=富 桒=桑 籔=薮 槇=槙 穐=秋 邨=村 埜=野 渕=淵 舩=船 曻=昇 昻=昂 煕=熙 晧=皓 杤=栃 靏=鶴 靍=鶴
壷=壺 靑=青 淸=清 槪=概 鄕=郷 寳=宝 圀=国 鬪=闘 𫞎=橋 楳=梅 筱=篠 郞=郎 鄰=隣 畧=略 嵳=嵯 蘓=蘇
闊=濶 珎=珍 窗=窓 脋=脇 諫=諌 讚=讃 躰=体 頰=頬 驒=騨 鰺=鯵 愼=慎 擧=挙 澁=渋 艷=艶 萠=萌 乕=虎
隷=隸 韭=韮 頸=頚 餠=餅 鶯=鴬 皷=鼓
""".split()
]
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
