"""The certificate of origin: a claim to an exception, or evidence of where goods come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.common.cooperative import Steps
from service.engine.goods.fields import country_code
from service.engine.goods.findings import FieldReading
from service.engine.goods.model import Certificate
from service.engine.goods.place_names import read_words_in_steps
from service.engine.goods.rules import OriginRules


def read_certificate_in_steps(
    certificate: Certificate, rules: OriginRules, on: date
) -> Steps[tuple[FieldReading, bool]]:
    """What the issuer says about the origin, and whether a Ukrainian certificate is claimed.

    A chamber in a territory ("Sevastopol Chamber of Commerce", "Crimean chamber") is evidence of origin there and no
    Ukrainian certificate, whatever country is given. Other issuers neither prove nor disprove an origin.
    """
    reading = yield from read_words_in_steps("certificate.issuer", certificate.issuer or "", rules, on)
    findings = tuple(
        replace(finding, name_class="unique", namesakes=())
        if _speaks(finding.name_class, finding.name_kind)
        else finding
        for finding in reading.findings
    )
    local = tuple(finding for finding in findings if finding.name_class == "unique")
    country = country_code(certificate.issuer_country or "", rules)
    ukrainian = country == "UA" or (not country and reading.home_countries == {"UA"})
    return replace(
        reading, findings=local, counter_evidence=(), home_countries=frozenset(), empty=True
    ), ukrainian and not local


def _speaks(name_class: str, name_kind: str) -> bool:
    return name_class == "unique" or name_kind in ("adjective", "partial")
