"""What `sekisho screen` prints, and the status it leaves with."""

import json


def test_a_clear_name_is_status_0(run):
    status, out, _ = run("screen", "Hanako Yamada", "--type", "person")
    assert status == 0
    assert "CLEAR" in out


def test_a_hit_is_status_1_and_says_why(run):
    status, out, _ = run("screen", "Сергей Аксёнов", "--type", "person", "--birth-date", "1972-11-26")
    assert status == 1
    assert "Sergey AKSYONOV" in out
    assert "MOFA Notice No. 267 of 2014" in out
    assert "birth" in out


def test_json_is_the_answer_over_http(run):
    status, out, _ = run("screen", "Sergey Aksyonov", "--json", "--watchlist", "jp_crimea_2014")
    answer = json.loads(out)
    assert status == 1
    assert answer["parties"][0]["hits"][0]["entity_id"] == "jp_crimea_2014:026-000002"


def test_the_day_before_nothing_is_listed(run):
    assert run("screen", "Sergey Aksyonov", "--as-of", "2014-08-04")[0] == 0
