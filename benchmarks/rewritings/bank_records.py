"""Names as statements, wires and transfers of many countries hold them, with what their programs put round a name."""

from __future__ import annotations

import re
from random import Random

from benchmarks.rewritings.model import EVERYBODY, MADE_UP, NAMED_PARTIES, PERSON, Json, Kind, Subject, beside, spelt

_FIXED_WIDTH = 22
_LINE = 20


def _numbered_lines(subject: Subject, source: Random) -> Json:
    """A name that goes on in a second line of the same number."""
    text = subject.name.upper()
    lines = [f"1/{text[at : at + _LINE]}" for at in range(0, len(text), _LINE)]
    return {
        "type": "unknown",
        "name": "\n".join([f"/{MADE_UP['account'](source)}", *lines, f"2/{MADE_UP['street'](source)}"]),
    }


def _statement_record(subject: Subject, source: Random) -> Json:
    text = subject.name.upper()
    head = f"166?00UEBERWEISUNG?20SVWZ+RECHNUNG {MADE_UP['number'](source)}?30DEUTDEFF?31{MADE_UP['account'](source)}"
    return {"type": "unknown", "name": f"{head}?32{text[:27]}" + (f"?33{text[27:]}" if len(text) > 27 else "")}


def _fixed_width(subject: Subject, source: Random) -> Json:
    """A field of 22 characters, and the next one behind it."""
    name = subject.name.upper()[:_FIXED_WIDTH].ljust(_FIXED_WIDTH)
    return {"type": subject.type, "name": name + MADE_UP["account"](source)}


def _signs_not_held(name: str, source: Random) -> str:
    """Signs that the message's set of characters lacks."""
    return re.sub(r"[-'’,&]", source.choice("?."), name)


def _own(name: str, *templates: str, held_back: bool = False, of: tuple[str, ...] = NAMED_PARTIES) -> Kind:
    return beside(name, of, *templates, type_="unknown", own=True, held_back=held_back)


KINDS = (
    Kind("numbered lines that go on", NAMED_PARTIES, _numbered_lines, own=True),
    Kind("statement record", NAMED_PARTIES, _statement_record, own=True),
    Kind("field of fixed width", NAMED_PARTIES, _fixed_width, own=True, held_back=True),
    spelt("signs not held", EVERYBODY, _signs_not_held, own=True, held_back=True),
    _own("further credit", "/ACC/FURTHER CREDIT TO\n//{upper}\n//A/C {account}", "FFC {upper} A/C NO {account}"),
    _own(
        "wire of the United States",
        "{{4200}}D{account}*{upper}*{street}*{city}*",
        "WIRE TYPE:INTL OUT DATE:240312 TRN:{account} BNF:{upper} ID:{account} BNF BK:EXAMPLE BANK",
        "ORIG:{upper} OGB:EXAMPLE BANK OBI:INVOICE {number}",
        "ORIG CO NAME:{upper} ORIG ID:{account} DESC DATE:240312 CO ENTRY DESCR:PAYABLES",
        held_back=True,
    ),
    _own(
        "transfer in India",
        "NEFT-HDFC0{number}-{upper}-{account}-INV",
        "UPI/{account}/{upper}/pay@okaxis/HDFC",
        "IMPS-{account}-{upper}-SBIN-XXXXXX4471-GOODS",
        "RTGS/{account}/{upper}",
        "BY TRANSFER-INB {name}--",
    ),
    _own(
        "transfer in Europe",
        "EREF+{number} MREF+M4471 ABWA+{name} SVWZ+Miete",
        "VIR SEPA {upper} MOTIF: FACTURE {number}",
        "BONIFICO A VOSTRO FAVORE ORD. {upper} CAUS. FATTURA {number}",
        "PRZELEW {upper} TYTUŁEM FV {number}",
        "NAAM: {name} OMSCHRIJVING: FACTUUR {number}",
        "TRANSFERENCIA DE {upper} CONCEPTO FRA {number}",
        held_back=True,
    ),
    _own(
        "entry of a British statement",
        "FASTER PAYMENTS RECEIPT REF.{number} FROM {upper}",
        "20-44-71 {account} {upper} BGC",
        "DIRECT DEBIT TO {upper} REF {number}, MANDATE NO 4471",
        "{upper} FPI",
    ),
    _own("reference joined before", "REF{number}{upper}", "INV{number}-{upper}", "{number}{name}", held_back=True),
    _own("date joined behind", "{upper}20240312", "{name}12/03/2024", "{upper}12MAR24"),
    _own("amount before", "USD4471,00 {upper}", "EUR 1.250,00 an {name}", "Rs. 4,471/- {name}", held_back=True),
    _own(
        "two fields of one name",
        "Beneficiary name : {name} Beneficiary bank : Example Bank",
        "BENEF {upper} BENEFBANK EXAMPLE BANK ACCT {account}",
        "Remitter: {person}; Remittee: {name}",
        "PAYER {company} PAYEE {upper}",
        held_back=True,
    ),
    _own(
        "purpose before",
        "SALARY MARCH {name}",
        "loan repayment to {name}",
        "rent flat 4 {name}",
        "PURCHASE OF SPARE PARTS FROM {upper}",
        "family support {name}",
        "GIFT TO {upper}",
    ),
    _own("minor's account", "{person} (minor) u/g {name}", "{person} A MINOR BY GUARDIAN {name}", of=(PERSON,)),
)
