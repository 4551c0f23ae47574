"""Certificates and dossiers on the desk, and the page that verifies them."""

import json
import re

import pytest

ASKED = {"type": "person", "name": "Sergei Aksenov", "subject_id": "C-7", "reference": "TRD-7"}
HOSTILE = "<script>alert(1)</script>"


def screened(browser, **more):
    browser.get("/desk/screen")
    page = browser.post("/desk/screen", **(ASKED | more))
    return re.findall(r"scr_[0-9a-f]+", page.text)[0]


def upload(browser, content, csrf=None):
    browser.get("/desk/certificates")
    boundary = "form"
    fields = f'--{boundary}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf or browser.csrf}\r\n'
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="c.json"\r\n\r\n'
    body = fields.encode() + head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"cookie": cookie, "content-type": f"multipart/form-data; boundary={boundary}", "accept-language": "en"}
    return browser._client.request("POST", "/desk/certificates", content=body, headers=headers)


def test_a_certificate_is_opened_kept_and_verified(person):
    officer = person("a.yamada")
    screening = screened(officer, name=f"Sergei Aksenov {HOSTILE}")
    assert f"/desk/screenings/{screening}/certificate" in officer.last.text
    page = officer.get(f"/desk/screenings/{screening}/certificate")
    assert "Certificate of screening" in page.text
    assert HOSTILE not in page.text
    assert "'unsafe-inline'" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]
    file = officer.get(f"/desk/screenings/{screening}/certificate?format=json")
    assert "attachment" in file.headers["content-disposition"]
    assert "It holds" in upload(officer, file.content).text
    changed = upload(officer, file.content.replace(b"Aksenov", b"Aksenow", 1))
    assert "It does not hold" in changed.text
    assert "its content was changed" in changed.text
    assert upload(officer, b"\x00no").status_code == 400
    assert upload(officer, file.content, csrf="another").status_code == 403
    sha256 = json.loads(file.content)["sha256"]
    by_hash = officer.get(f"/desk/certificates?sha256={sha256}")
    assert "It holds" in by_hash.text
    assert f"/desk/screenings/{screening}" in by_hash.text
    assert "It does not hold" in officer.get(f"/desk/certificates?sha256={'0' * 64}").text
    assert officer.get("/desk/certificates?sha256=no").status_code == 422


def test_pages_are_in_the_language_of_the_visitor(person):
    officer = person("a.yamada")
    screening = screened(officer)
    page = officer.get(f"/desk/screenings/{screening}/certificate", **{"accept-language": "ja"})
    assert "スクリーニング証明書" in page.text


def test_a_dossier_is_linked_from_the_alert(person):
    officer = person("a.yamada")
    screened(officer)
    alert = re.findall(r"/desk/alerts/(alr_[0-9a-f]+)", officer.last.text)[0]
    assert f"/desk/alerts/{alert}/dossier" in officer.get(f"/desk/alerts/{alert}").text
    assert "Dossier of an alert" in officer.get(f"/desk/alerts/{alert}/dossier").text


def test_a_screening_is_found_by_a_half_remembered_name(person):
    officer = person("a.yamada")
    screening = screened(officer)
    found = officer.get("/desk/records?name=aksyonov&similar=true")
    assert screening in found.text
    assert "Sergei Aksenov" in found.text
    assert screening not in officer.get("/desk/records?name=aksyonov").text


@pytest.mark.parametrize(("who", "status"), [("screener", 404), ("auditor", 200), ("b.tanaka", 200), ("admin", 403)])
def test_nobody_gets_what_they_may_not_see(person, who, status):
    screening = screened(person("a.yamada"))
    assert person(who).get(f"/desk/screenings/{screening}/certificate").status_code == status
