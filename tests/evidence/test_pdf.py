"""PDFs are made with fonts that are found once, by threads that take turns."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.evidence import pdf

PAGE = "<!doctype html><html lang={language}><p>Sergey AKSYONOV セルゲイ <img src='http://127.0.0.1:9/x.png'>"


@pytest.fixture(autouse=True)
def _with_weasyprint():
    pytest.importorskip("weasyprint")


def made(language):
    return pdf.pdf_of(PAGE.format(language=language), attached=b'{"a": 1}', name="certificate.json")


def test_threads_make_the_same_document():
    with ThreadPoolExecutor(3) as threads:
        first, *others = threads.map(made, ["en", "en", "en"])
    assert first.startswith(b"%PDF-")
    assert {len(one) for one in others} == {len(first)}


def test_one_document_leaves_nothing_for_the_next():
    alone = len(made("en"))
    made("ja")
    assert len(made("en")) == alone
