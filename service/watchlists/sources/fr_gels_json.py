"""France, Direction générale du Trésor: the national register of asset freezes (gels des avoirs), JSON.

Source format: `Publications.PublicationDetail` with IdRegistre, Nature (Personne physique, Personne morale, Navire),
Nom and RegistreDetail: a list of fields, each a TypeChamp and its Valeur, a list of objects. By the published fields;
not tried on a real file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from service.engine.model.entity import (
    Address,
    Entity,
    EntityType,
    Identifier,
    ListedDate,
    Location,
    Name,
    NameType,
    Skipped,
)
from service.watchlists.parsing.addresses import read_address
from service.watchlists.parsing.countries import countries
from service.watchlists.parsing.dates import partial, read_day
from service.watchlists.parsing.identifiers import distinct, identifier
from service.watchlists.parsing.json_file import Object, as_text, objects, objects_at, read_json, value
from service.watchlists.parsing.names import company_variants, vessel_variants
from service.watchlists.parsing.text import joined, unique, unique_names
from service.watchlists.sniff import FileSample
from service.watchlists.source import Record, Source, SourceFormat

_TYPES = {
    "personne physique": EntityType.PERSON,
    "personne morale": EntityType.ENTITY,
    "navire": EntityType.VESSEL,
}
_CIRCA = re.compile(r"\b(?:environ|vers|circa|approximati)", re.IGNORECASE)
_GENDERS = {"masculin": "male", "féminin": "female", "feminin": "female"}
# TypeChamp, the field in its values that holds the number, and what that number is.
_NUMBERS = (
    ("PASSEPORT", "NumeroPasseport", "passport"),
    ("AUTRE_IDENTITE", "NumeroCarte", "identity card"),
    ("IDENTIFICATION", "Identification", "identification number"),
    ("NUMERO_OMI", "NumeroOMI", "imo number"),
    ("TELEPHONE", "Telephone", "phone"),
    ("COURRIEL", "Courriel", "email"),
    ("SITE_INTERNET", "SiteInternet", "website"),
)
_TAKEN = {kind for kind, *_ in _NUMBERS} | {"PRENOM", "ALIAS", "DATE_DE_NAISSANCE", "LIEU_DE_NAISSANCE", "NATIONALITE"}
_TAKEN |= {"TITRE", "SEXE", "FONDEMENT_JURIDIQUE", "MOTIFS", "ADRESSE_PP", "ADRESSE_PM"}

_Fields = dict[str, list[Object]]


def read(source: Source) -> Iterator[Record]:
    """Yield every entry of the register; one without a name is skipped with that reason."""
    for path in source.files:
        for number, item in enumerate(objects_at(path, read_json(path), "Publications", "PublicationDetail"), start=1):
            yield _record(source, path, item, number)


def _record(source: Source, path: Path, item: Object, number: int) -> Record:
    record_id = value(item, "IdRegistre") or f"record-{number}"
    location = Location(path.name, record_id, number)
    type_ = _TYPES.get(value(item, "Nature").casefold(), EntityType.UNKNOWN)
    fields: _Fields = {}
    for part in objects(item, "RegistreDetail"):
        fields.setdefault(value(part, "TypeChamp"), []).extend(objects(part, "Valeur"))
    names = unique_names(_names(item, fields, type_))
    if not names:
        return Skipped(location, "the entry has no name")
    addresses = tuple(dict.fromkeys(_addresses(fields)))
    return Entity(
        id=source.entity_id(record_id),
        watchlist=source.watchlist,
        record_id=record_id,
        type=type_,
        names=names,
        location=location,
        designations=tuple(
            source.designation(joined([basis]), legal_basis=basis or None) for basis in _bases(fields) or ("",)
        ),
        birth_dates=tuple(_birth_dates(fields)),
        birth_places=unique(_line(place, "Lieu", "Pays") for place in fields.get("LIEU_DE_NAISSANCE", [])),
        nationalities=countries(_texts(fields, "NATIONALITE", "Pays")),
        countries=countries([address.country or "" for address in addresses]),
        gender=next((_GENDERS.get(text.casefold()) for text in _texts(fields, "SEXE", "Sexe")), None),
        titles=unique(_texts(fields, "TITRE", "Titre")),
        identifiers=distinct(_identifiers(fields)),
        addresses=addresses,
        facts=tuple(_facts(fields)),
        remarks="\n".join(_texts(fields, "MOTIFS", "Motifs")) or None,
    )


def _texts(fields: _Fields, kind: str, *names: str) -> list[str]:
    return [text for part in fields.get(kind, []) if (text := value(part, *names))]


def _line(part: Object, *names: str) -> str:
    return joined((value(part, name) for name in names), ", ")


def _names(item: Object, fields: _Fields, type_: EntityType) -> Iterator[Name]:
    """Given names stand in a field of their own, behind which the surname follows."""
    surname = value(item, "Nom")
    given = _texts(fields, "PRENOM", "Prenom") if type_ is EntityType.PERSON else []
    for number, first in enumerate(given or [""]):
        yield Name(joined([first, surname]), NameType.ALIAS if number else NameType.PRIMARY)
    variants = company_variants if type_ is EntityType.ENTITY else vessel_variants
    yield from variants(surname) if type_ is not EntityType.PERSON else ()
    yield from (Name(text, NameType.ALIAS) for text in _texts(fields, "ALIAS", "Alias"))


def _bases(fields: _Fields) -> tuple[str, ...]:
    return unique(_texts(fields, "FONDEMENT_JURIDIQUE", "FondementJuridiqueLabel", "FondementJuridique"))


def _birth_dates(fields: _Fields) -> Iterator[ListedDate]:
    for part in fields.get("DATE_DE_NAISSANCE", []):
        year, month, day = (value(part, name) for name in ("Annee", "Mois", "Jour"))
        raw = joined([joined([day, month, year], "/"), value(part, "Commentaire")])
        numbers = [int(text) if text.isdigit() else 0 for text in (year, month, day)]
        if numbers[0]:
            read = partial(*numbers)
            yield ListedDate(raw, read, read, circa=bool(_CIRCA.search(value(part, "Commentaire"))))
        elif raw:
            yield ListedDate(raw)


def _addresses(fields: _Fields) -> Iterator[Address]:
    for kind in ("ADRESSE_PP", "ADRESSE_PM"):
        for part in fields.get(kind, []):
            line = _line(part, "Adresse", "Pays")
            if line:
                yield read_address(line, country_words=value(part, "Pays"))


def _identifiers(fields: _Fields) -> Iterator[Identifier]:
    for kind, name, words in _NUMBERS:
        for part in fields.get(kind, []):
            found = identifier(words, value(part, name), value(part, "Pays"), value(part, "Commentaire"))
            if found is not None:
                yield found


def _facts(fields: _Fields) -> Iterator[tuple[str, str]]:
    for kind, parts in fields.items():
        if kind not in _TAKEN:
            yield from ((kind, joined(map(as_text, part.values()), ", ")) for part in parts)


def published_on(files: Sequence[Path]) -> date | None:
    """`DatePublication`."""
    document = read_json(files[0])
    return read_day(value(document.get("Publications", {}), "DatePublication"))


def recognises(seen: FileSample) -> bool:
    """The names of its fields."""
    return seen.kind == "text" and '"PublicationDetail"' in seen.text and '"Nature"' in seen.text


READER = SourceFormat("fr_gels_json", "France's register of asset freezes JSON", recognises, read, published_on)
