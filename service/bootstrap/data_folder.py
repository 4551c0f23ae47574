"""What is odd about the data folder, found before anything is written into it.

A folder mistyped in a setting, or a volume that was not mounted, looks like a first start: no records, no official
lists, no keys. That is no error, but it has to be said.
"""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from service.engine.screening.warnings import ScreeningWarning
from service.settings import Settings

_DATABASE = "sekisho.db"
_LEFT_BY_USE = ("editions", "indexes", "bulk", "anchors", "log.key")
"""What a folder holds once it was used."""
_PERSONAL_FILES = (f"{_DATABASE}*", "audit-*", "*.key")
_PERSONAL_FOLDERS = ("bulk", "rescreens")


def data_folder_warnings(settings: Settings, usual: Path = Path("var")) -> tuple[ScreeningWarning, ...]:
    """What to know about the data folder as it is now. `usual` is the folder that is used if none is set."""
    return tuple(_warnings(settings, usual))


def keep_to_owner(settings: Settings) -> tuple[ScreeningWarning, ...]:
    """Make the data folder if it is not there, and let nobody but its owner look into it: it holds names and keys. If
    others could, what holds names in its folders is closed to them as well. Gives a warning for what cannot be closed,
    as it belongs to somebody else, or to everybody, as `/tmp` does. Raises OSError if the folder cannot be made."""
    folder = settings.data_dir
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return ()
    was_open = _is_open(folder)
    left = [path for path in (folder, *_personal(folder, whole=was_open)) if not _close(path)]
    if not left:
        return ()
    detail = f"others may look into {left[0]}" + (f" and {len(left) - 1} more" if len(left) > 1 else "")
    return (ScreeningWarning("data_folder_readable", f"{detail}: give a folder that belongs to the service's user"),)


def _personal(folder: Path, *, whole: bool) -> Iterator[Path]:
    """The files that hold names or keys, those in folders too if the `whole` is wanted."""
    for pattern in _PERSONAL_FILES:
        yield from folder.glob(pattern)
    for name in _PERSONAL_FOLDERS if whole else ():
        yield folder / name
        yield from (folder / name).rglob("*")


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.lstat().st_mode) & 0o077)


def _close(path: Path) -> bool:
    """Whether nobody but the owner may use it now. What others have removed meanwhile is closed."""
    try:
        if path.is_symlink() or not _is_open(path):
            return True
        if path.lstat().st_mode & stat.S_ISVTX:
            return False
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)
    except FileNotFoundError:
        return True
    except PermissionError:
        return False
    return True


def _warnings(settings: Settings, usual: Path) -> Iterator[ScreeningWarning]:
    folder = settings.data_dir
    if settings.database_url is not None or (folder / _DATABASE).exists():
        return
    used = [name for name in _LEFT_BY_USE if (folder / name).exists()]
    if used:
        detail = (
            f"the data folder ({folder.absolute()}) was used before ({', '.join(used)}) but holds no database; a new "
            "one is begun, without the records and keys of before"
        )
        yield ScreeningWarning("database_missing", detail)
        return
    detail = f"a new data folder is begun ({folder.absolute()}), without records, keys and imported lists"
    if folder.absolute() != usual.absolute() and (usual / _DATABASE).exists():
        detail += f"; there is another with records in {usual.absolute()} (see SEKISHO_DATA_DIR)"
    yield ScreeningWarning("new_data_folder", detail)
