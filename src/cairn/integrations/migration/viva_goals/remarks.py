"""Collecting remarks while a file is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from cairn.integrations.migration.viva_goals.records import ERROR, INFO, WARNING, Remark


@dataclass
class Remarks:
    """The remarks on one file, in the order in which they were made."""

    file: str = ""
    notes: list[Remark] = field(default_factory=list)

    def add(
        self,
        severity: str,
        sentence: str,
        *,
        row: int | None = None,
        external_id: str | None = None,
        title: str = "",
        is_damage: bool = False,
    ) -> None:
        """Add one remark; `row` counts from 1 as a spreadsheet does, None speaks of the whole file."""
        self.notes.append(Remark(row, external_id, title, severity, sentence, self.file, is_damage))


@dataclass
class RowRemarks:
    """The remarks on one row: knows where it is, so that readers only have to say what is the matter."""

    remarks: Remarks
    row: int
    external_id: str | None = None
    title: str = ""

    def error(self, sentence: str) -> None:
        """The row is not imported, because …"""
        self._add(ERROR, sentence)

    def warn(self, sentence: str) -> None:
        """The row is imported, but …"""
        self._add(WARNING, sentence)

    def damaged(self, sentence: str) -> None:
        """The row is imported if a person agrees, but a part of it cannot be used, because …"""
        self._add(WARNING, sentence, is_damage=True)

    def tell(self, sentence: str) -> None:
        """The row is imported; the file left something open that was decided like this."""
        self._add(INFO, sentence)

    def _add(self, severity: str, sentence: str, *, is_damage: bool = False) -> None:
        self.remarks.add(
            severity, sentence, row=self.row, external_id=self.external_id, title=self.title, is_damage=is_damage
        )
