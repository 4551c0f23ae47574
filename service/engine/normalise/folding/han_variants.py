"""Han characters that are forms of one character: old and new, traditional and simplified, and variants.

渡邊 and 渡辺, 髙橋 and 高橋, 張偉明 and 张伟明 are one name in a register and in everyday writing. The table is written
by `scripts/build_han_variants.py`. What is not told apart: characters that simplification has merged (發 and 髮).
"""

from __future__ import annotations

from service.common.bundled_tables import bundled_rows
from service.common.kept_tables import kept_table


@kept_table
def han_variants() -> dict[str, str]:
    """By each form the character that stands for all of them; characters with one form are left out."""
    return {row["character"]: row["plain"] for row in bundled_rows(__package__, "han_variants.csv")}
