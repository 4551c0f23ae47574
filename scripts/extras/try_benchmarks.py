"""The picture of a benchmark is drawn."""

from __future__ import annotations

from pathlib import Path

from benchmarks.pairs import draw
from scripts.extras.running import installed


def main() -> None:
    installed()
    picture = Path("curve.png")
    draw(picture, {"ours": [(0.9, True), (0.3, False)]})
    assert picture.read_bytes().startswith(b"\x89PNG")


if __name__ == "__main__":
    main()
