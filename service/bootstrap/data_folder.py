"""What is odd about the data folder, found before anything is written into it.

A folder mistyped in a setting, or a volume that was not mounted, looks like a first start: no records, no official
lists, no keys. That is no error, but it has to be said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from service.engine.screening.warnings import ScreeningWarning
from service.settings import Settings

_DATABASE = "sekisho.db"
_LEFT_BY_USE = ("editions", "indexes", "bulk", "anchors", "log.key")
"""What a folder holds once it was used."""


def data_folder_warnings(settings: Settings, usual: Path = Path("var")) -> tuple[ScreeningWarning, ...]:
    """What to know about the data folder as it is now. `usual` is the folder that is used if none is set."""
    return tuple(_warnings(settings, usual))


def _warnings(settings: Settings, usual: Path) -> Iterator[ScreeningWarning]:
    folder = settings.data_dir
    if settings.database_url is not None or (folder / _DATABASE).exists():
        return
    used = [name for name in _LEFT_BY_USE if (folder / name).exists()]
    if used:
        detail = (
            f"the data folder {folder.absolute()} was used before ({', '.join(used)}) but holds no database; a new one "
            "is begun, without the records and keys of before"
        )
        yield ScreeningWarning("database_missing", detail)
        return
    detail = f"a new data folder is begun in {folder.absolute()}, without records, keys and imported lists"
    if folder.absolute() != usual.absolute() and (usual / _DATABASE).exists():
        detail += f"; there is another with records in {usual.absolute()} (see SEKISHO_DATA_DIR)"
    yield ScreeningWarning("new_data_folder", detail)
