"""Read a file whole, as bulk files are read."""

import pytest

from service.bulk.errors import BadFile
from service.bulk.options import ReadOptions
from service.bulk.reading import open_table
from service.tabular.limits import Limits

SMALL = Limits(unpacked_bytes=200_000, workbook_bytes=200_000, line_characters=1_000, columns=50)


def read(path, content=None, limits=SMALL, **options):
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_table(path, ReadOptions(**options), limits) as table:
        return table, list(table.rows)


def refusal(path, content=None, **options):
    with pytest.raises(BadFile) as error:
        read(path, content, **options)
    return str(error.value)
