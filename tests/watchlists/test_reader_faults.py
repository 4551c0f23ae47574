"""An exception inside a reader becomes an error about the file."""

import pytest

from service.watchlists.errors import ListError
from service.watchlists.registry import READERS
from service.watchlists.source import SourceFormat
from tests.watchlists.conftest import copy_sample


@pytest.mark.parametrize("format_", [reader.format for reader in READERS])
def test_an_exception_inside_a_reader_names_the_record(format_, tmp_path, monkeypatch):
    """A record that no reader was ready for is an error about the file, whatever it made the reader do."""
    sample = copy_sample(format_, tmp_path)

    def broken(*_: object, **__: object) -> object:
        raise KeyError("surprise")

    reader = next(one for one in READERS if one.format == format_)
    module = __import__(reader.read.__module__, fromlist=["Location"])
    target = module if hasattr(module, "unique_names") else __import__("service.watchlists.uk_targets", fromlist=["x"])
    monkeypatch.setattr(target, "unique_names", broken)
    with pytest.raises(ListError, match="KeyError: 'surprise'") as caught:
        sample.load()
    assert caught.value.where
    assert isinstance(reader, SourceFormat)
