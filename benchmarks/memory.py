"""What a process and all its descendants take of the memory while they run, as Linux counts it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_PROC = Path("/proc")
_SECONDS = 1.0


@dataclass
class Peaks:
    """In MB, each at its own worst moment. `rss` is of the largest process, with all that it shares with others; `pss`
    the same with what is shared divided by those who share it; `together` the sum of that over all processes."""

    rss: float = 0.0
    pss: float = 0.0
    together: float = 0.0


class Watch:
    """Looks every second until it is told to stop. Processes that come and go in between are not seen."""

    def __init__(self, pid: int) -> None:
        self.peaks = Peaks()
        self._pid = pid
        self._ended = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(_SECONDS):
            found = [taken for pid in family(self._pid) if (taken := _taken(pid)) is not None]
            if found:
                self.peaks.rss = max(self.peaks.rss, *(rss for rss, _ in found), 0.0)
                self.peaks.pss = max(self.peaks.pss, *(pss for _, pss in found), 0.0)
                self.peaks.together = max(self.peaks.together, sum(pss for _, pss in found))


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    children: dict[int, list[int]] = {}
    for path in _PROC.glob("[0-9]*"):
        try:
            after_name = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        children.setdefault(int(after_name[1]), []).append(int(path.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _taken(pid: int) -> tuple[float, float] | None:
    """Resident and proportional size in MB, or None if the process is gone."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    sizes = {words[0]: int(words[1]) / 1024 for line in lines[1:] if len(words := line.split()) == 3}
    return sizes["Rss:"], sizes["Pss:"]
