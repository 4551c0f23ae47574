"""An index is built in a process of its own, once for all servers that notice the same edition."""

import threading

from service.settings import Settings
from service.worker import index_build
from service.worker.index_build import build_index_aside


def test_an_index_is_built_beside_the_server(tmp_path):
    build_index_aside(Settings(data_dir=tmp_path))
    assert len(list((tmp_path / "indexes").glob("*.index"))) == 1


def test_of_several_servers_one_prepares_and_the_others_wait(tmp_path, monkeypatch):
    settings, begun, goes_on = Settings(data_dir=tmp_path), threading.Event(), threading.Event()
    prepared = []

    def prepare(_):
        begun.set()
        goes_on.wait(30)
        prepared.append(1)

    monkeypatch.setattr(index_build, "_prepare", prepare)
    seen = []
    first = threading.Thread(target=build_index_aside, args=(settings,))
    others = [
        threading.Thread(target=lambda: (build_index_aside(settings), seen.append(len(prepared)))) for _ in range(2)
    ]
    first.start()
    begun.wait(30)
    for one in others:
        one.start()
    others[0].join(0.3)
    assert seen == []
    goes_on.set()
    for one in (first, *others):
        one.join(30)
    assert (prepared, seen) == ([1], [1, 1])


def test_without_a_folder_for_indexes_nothing_is_prepared(tmp_path, monkeypatch):
    (tmp_path / "indexes").write_text("a file")
    monkeypatch.setattr(index_build, "_prepare", lambda _: 1 / 0)
    build_index_aside(Settings(data_dir=tmp_path))
