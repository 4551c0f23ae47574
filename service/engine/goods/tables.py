"""Reading the data files of `lists/territories/`: every complaint names the file and the line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path


class RuleError(ValueError):
    """A data file that cannot be used: the message says which file, which line and why."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}, line {line}: {problem}")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file, with where it stands."""

    path: Path
    line: int
    values: dict[str, str]

    def text(self, column: str) -> str:
        """The words of a column that may not be empty. Raises RuleError."""
        value = self.values[column]
        if not value:
            raise self.error(f"{column} is empty")
        return value

    def optional(self, column: str) -> str | None:
        """The words of a column, None if empty."""
        return self.values[column] or None

    def choice(self, column: str, allowed: frozenset[str]) -> str:
        """A word out of a fixed set. Raises RuleError."""
        value = self.values[column]
        if value not in allowed:
            raise self.error(f"{column} is {value!r}, expected one of {', '.join(sorted(allowed))}")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a column that are separated by bars, none if empty."""
        return tuple(part.strip() for part in self.values[column].split("|") if part.strip())

    def number(self, column: str, low: float, high: float) -> float:
        """A number within bounds, both included. Raises RuleError."""
        try:
            value = float(self.values[column])
        except ValueError:
            raise self.error(f"{column} is {self.values[column]!r}, expected a number") from None
        if not low <= value <= high:
            raise self.error(f"{column} is {value:g}, expected {low:g} to {high:g}")
        return value

    def day(self, column: str) -> date:
        """A date written YYYY-MM-DD. Raises RuleError."""
        try:
            return date.fromisoformat(self.values[column])
        except ValueError:
            raise self.error(f"{column} is {self.values[column]!r}, expected YYYY-MM-DD") from None

    def optional_day(self, column: str) -> date | None:
        """A date written YYYY-MM-DD, None if empty. Raises RuleError."""
        return self.day(column) if self.values[column] else None

    def error(self, problem: str) -> RuleError:
        """A complaint about this line."""
        return RuleError(self.path, self.line, problem)


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The lines of a CSV file with a heading. Raises RuleError if it is missing, is not UTF-8, or has other columns."""
    try:
        file = path.open(encoding="utf-8", newline="")
    except OSError as problem:
        raise RuleError(path, 0, f"cannot be read: {problem.strerror}") from problem
    with file:
        reader = csv.reader(file, strict=True)
        try:
            heading = next(reader, [])
            if tuple(heading) != columns:
                raise RuleError(path, 1, f"the columns are {', '.join(heading)}, expected {', '.join(columns)}")
            for cells in reader:
                if len(cells) != len(columns):
                    raise RuleError(path, reader.line_num, f"{len(cells)} cells, expected {len(columns)}")
                yield Row(path, reader.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
        except (csv.Error, UnicodeDecodeError) as problem:
            raise RuleError(path, reader.line_num + 1, str(problem)) from problem
