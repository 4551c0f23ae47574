"""Callers that ask as fast as they are answered, and remember every answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count


@dataclass(frozen=True)
class Question:
    """A body and, maybe, an idempotency key."""

    body: bytes
    key: str | None = None


@dataclass
class Answers:
    """What came back: answers with their questions, and the details of refusals."""

    given: list[tuple[Question, bytes]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    broken: int = 0

    def ids(self) -> set[str]:
        """The ids of all screenings that were answered."""
        return {json.loads(answer)["id"] for _, answer in self.given}


def plain_questions() -> Iterator[Question]:
    """Questions without an end, each another one, every third with a key."""
    for number in count():
        asked = {"reference": f"hard-{number}", "parties": [{"type": "person", "name": f"Testan Examplov {number}"}]}
        yield Question(json.dumps(asked).encode(), f"key-{number}" if number % 3 == 0 else None)


async def ask_all(
    ports: list[int],
    questions: Iterator[Question],
    *,
    callers: int,
    until: Callable[[Answers], bool] = lambda _: False,
    pause: float = 0.0,
) -> Answers:
    """Ask until there are no more questions, or until what was found so far is enough. Callers are spread over the
    ports; each makes a `pause` after an answer, in seconds."""
    answers = Answers()
    ports = [ports[one % len(ports)] for one in range(callers)]
    await asyncio.gather(*(_caller(port, questions, answers, until, pause) for port in ports))
    return answers


async def _caller(
    port: int, questions: Iterator[Question], answers: Answers, until: Callable[[Answers], bool], pause: float
) -> None:
    while not until(answers):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
            continue
        try:
            while not until(answers):
                question = next(questions, None)
                if question is None:
                    return
                status, body = await _ask(reader, writer, question)
                if status == 200:
                    answers.given.append((question, body))
                else:
                    answers.refused.append((status, json.loads(body).get("detail", "")))
                await asyncio.sleep(pause)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            answers.broken += 1
        finally:
            writer.close()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, question: Question) -> tuple[int, bytes]:
    key = f"Idempotency-Key: {question.key}\r\n" if question.key else ""
    head = (
        f"POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{key}"
        f"Content-Length: {len(question.body)}\r\n\r\n"
    )
    writer.write(head.encode() + question.body)
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
    length = next(int(line.removeprefix("content-length:")) for line in lines if line.startswith("content-length:"))
    return int(lines[0].split()[1]), await reader.readexactly(length)
