"""One search over everything."""


def test_a_name_leads_to_screening_alert_and_listed_party(person):
    officer = person("a.yamada")
    officer.get("/desk/screen")
    officer.post("/desk/screen", name="Sergey Aksyonov", type="person")
    page = officer.get("/desk/search?q=aksyonov+sergey").text
    for part in ("/desk/alerts/alr_", "/desk/screenings/scr_", "/desk/entities/jp_crimea_2014"):
        assert part in page


def test_nothing_found_is_said(person):
    page = person("auditor").get("/desk/search?q=Qwxyzov")
    assert page.status_code == 200
    assert "Nothing is found" in page.text


def test_the_form_is_on_every_page(person):
    assert 'action="/desk/search"' in person("admin").get("/desk").text
