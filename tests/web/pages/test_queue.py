"""The alerts that wait."""

import re

from tests.web.conftest import Browser


def test_the_queue_is_filtered_by_its_address(desk):
    browser = Browser(desk)
    browser.get("/desk/screen")
    browser.post("/desk/screen", name="Sergey Aksyonov", type="person", subject_id="C-1")
    assert "C-1" in browser.get("/desk/queue?status=open").text
    assert "C-1" not in browser.get("/desk/queue?view=to_approve").text
    assert "Nothing is overdue" in browser.get("/desk/queue?view=overdue").text
    assert "C-1" not in browser.get("/desk/queue?view=mine").text
    assert 'name="view" value="mine"' in browser.get("/desk/queue?view=mine&reference=x").text
    assert browser.get("/desk/queue?status=nonsense").status_code == 422


def test_views_count_undecided_alerts_over_all_pages(runtime, person):
    """With filters applied after paging, the first page of a view could be empty and the second not."""
    officer = person("a.yamada")
    officer.get("/desk/screen")
    for number in range(2):
        officer.post("/desk/screen", name="Sergey Aksyonov", type="person", subject_id=f"C-{number}")
    newest = re.findall(r'<a href="(/desk/alerts/[^"]+)">C-\d', officer.get("/desk/queue").text)[0]
    officer.get(newest)
    officer.post(f"{newest}/take", version=officer.hidden("version"))
    mine = officer.get("/desk/queue?view=mine").text
    assert newest in mine
    assert mine.count('<th scope="row">') == 1
    assert "Nothing waits" in officer.get("/desk/queue?view=to_approve").text
