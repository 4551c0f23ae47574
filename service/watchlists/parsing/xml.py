"""Reading XML that came from outside: streamed, one record at a time, without document types, entities or network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from service.watchlists.errors import HostileFileError, UnreadableFileError
from service.watchlists.parsing.field_counts import count_elements
from service.watchlists.parsing.text import one_line
from service.watchlists.parsing.xml_strangers import Strangers

Element = etree._Element

HEAD_BYTES = 65_536
CHUNK_BYTES = 262_144
MAX_BETWEEN = 32 * 1024 * 1024

_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")


def root_name(head: bytes) -> str | None:
    """The local name of the root element, from the first bytes of a file; None when it is not XML."""
    text = _PROLOG.sub("", decode_head(head)).lstrip("\ufeff \t\r\n")
    match = _ROOT.match(text)
    return match[1] if match else None


def decode_head(head: bytes) -> str:
    """The first bytes of a file as text, in UTF-16 if they start that way, in UTF-8 otherwise. UTF-16 without its byte
    order mark is known where the first character begins XML or JSON."""
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    marks |= {mark + b"\0": "utf-16-le" for mark in (b"<", b"{", b"[")}
    marks |= {b"\0" + mark: "utf-16-be" for mark in (b"<", b"{", b"[")}
    return head.decode(marks.get(head[:2], "utf-8-sig"), errors="replace")


def refuse_doctype(path: Path, head: bytes) -> None:
    """Raise HostileFileError for a document type: no publisher sends one, and entity bombs need it."""
    if "<!DOCTYPE" in decode_head(head) or b"<!ENTITY" in head:
        raise HostileFileError(path.name, "prolog", "XML without a document type", "<!DOCTYPE or <!ENTITY")


def elements(path: Path, *names: str, outside: str | None = None) -> Iterator[Element]:
    """Yield every element with one of these local names, whole, in document order, and forget it afterwards. Those
    inside an element with the local name `outside` are part of their record and not yielded.

    What has another name is kept until the file ends, so name every large section, wanted or not. Raises
    HostileFileError for document types, excessive nesting and `MAX_BETWEEN` bytes without any such element,
    UnreadableFileError for broken or cut-off XML, and for an element of another name that is made like a record.
    """
    with path.open("rb") as stream:
        refuse_doctype(path, stream.read(HEAD_BYTES))
        stream.seek(0)
        parser = _parser(names)
        checked, between, strangers = False, 0, Strangers(names)
        try:
            while chunk := stream.read(CHUNK_BYTES):
                parser.feed(chunk)
                between += len(chunk)
                for element in _read(parser):
                    if outside is not None and next(element.iterancestors(f"{{*}}{outside}"), None) is not None:
                        continue
                    if not checked and element.getroottree().docinfo.internalDTD is not None:
                        raise HostileFileError(path.name, "prolog", "XML without a document type", "a document type")
                    checked, between = True, 0
                    count_elements(element)
                    strangers.learn(element)
                    yield element
                    _forget(element, strangers)
                if between > MAX_BETWEEN:
                    raise HostileFileError(path.name, "", f"{' or '.join(names)} elements", f"none in {between} bytes")
            strangers.look_below(parser.close())
        except etree.XMLSyntaxError as error:
            raise _explained(path, error) from error
        strangers.refuse(path)


def _parser(names: tuple[str, ...]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _read(parser: etree.XMLPullParser) -> Iterator[Element]:
    for _, element in parser.read_events():
        if isinstance(element, Element):
            yield element


def root_attributes(path: Path) -> dict[str, str]:
    """The attributes of the root element, by local name. Raises as `elements` does."""
    with path.open("rb") as stream:
        refuse_doctype(path, stream.read(HEAD_BYTES))
        stream.seek(0)
        try:
            context = etree.iterparse(
                stream, events=("start",), resolve_entities=False, no_network=True, load_dtd=False
            )
            _, element = next(iter(context))
        except (etree.XMLSyntaxError, StopIteration) as error:
            raise _explained(path, error) from error
        return {local(str(name)): str(value) for name, value in element.attrib.items()}


def first_element(path: Path, name: str) -> Element | None:
    """The first element with this name within the first `HEAD_BYTES` of a file, or None."""
    parser = _parser((name,))
    with path.open("rb") as stream:
        try:
            parser.feed(stream.read(HEAD_BYTES))
        except etree.XMLSyntaxError as error:
            raise _explained(path, error) from error
    return next(_read(parser), None)


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def text(element: Element, path: str) -> str:
    """The text of the first descendant at `path` (local names joined by /), or an empty string."""
    for found in _found(element, _steps(path)):
        return one_line(found.text)
    return ""


def texts(element: Element, path: str) -> list[str]:
    """The non-empty texts at `path`."""
    return [words for words in (one_line(item.text) for item in _found(element, _steps(path))) if words]


def all_at(element: Element, path: str) -> list[Element]:
    """The elements at `path`."""
    return list(_found(element, _steps(path)))


def attribute(element: Element, name: str) -> str:
    """An attribute in one line, or an empty string."""
    return one_line(element.get(name))


def line_of(element: Element) -> int | None:
    """The line the element starts on."""
    line = element.sourceline
    return line if isinstance(line, int) and line > 0 else None


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(f"{{*}}{name}" for name in path.split("/"))


def _found(element: Element, steps: tuple[str, ...]) -> Iterator[Element]:
    """Children of children; twice as fast as a path expression, which counts at forty look-ups a record."""
    if len(steps) == 1:
        yield from element.iterchildren(steps[0])
    else:
        for child in element.iterchildren(steps[0]):
            yield from _found(child, steps[1:])


def _forget(element: Element, strangers: Strangers) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        strangers.meet(parent[0])
        del parent[0]


_PLACE = re.compile(r",? line \d+, column \d+(?: \([^()]*\))?\Z")  # the line is said once, before it


def _explained(path: Path, error: Exception) -> UnreadableFileError | HostileFileError:
    words = _PLACE.sub("", " ".join(str(error).split()))
    line = getattr(error, "lineno", None)
    where = f"line {line}" if line else "start"
    if any(word in words.lower() for word in ("depth", "entity reference loop", "amplification")):
        return HostileFileError(path.name, where, "XML of ordinary depth", words)
    return UnreadableFileError(path.name, where, "whole and well-formed XML", words or "the end of the file")
