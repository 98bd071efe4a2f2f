"""How large the synthetic organisation is and how it is cut. Pure."""

from __future__ import annotations

from dataclasses import dataclass

QUARTERS = 4
KEY_RESULTS = 4  # under each objective
CHECK_INS = 10  # on each key result


@dataclass(frozen=True)
class Shape:
    """Everything follows from the number of people (100 or more).

    1,000 people pursue 5 objectives each in a year; from 50,000 on it is 2 each, as in architecture §8.
    """

    people: int

    @property
    def objectives(self) -> int:
        """In the year, all quarters together."""
        return self.people * (5 if self.people < 50_000 else 2)

    @property
    def in_a_quarter(self) -> int:
        return self.objectives // QUARTERS

    @property
    def key_results(self) -> int:
        return self.objectives * KEY_RESULTS

    @property
    def check_ins(self) -> int:
        return self.key_results * CHECK_INS

    @property
    def keeps_every_point(self) -> bool:
        """Whether each check-in leaves a point of history; a very large organisation keeps the last one only."""
        return self.people < 50_000

    @property
    def levels(self) -> tuple[int, int, int]:
        """How many divisions, departments and teams there are: one team for about ten people."""
        units = max(6, self.people // 10)
        divisions = max(2, round(units ** (1 / 3)))
        departments = max(divisions, round(units ** (2 / 3)))
        return divisions, departments, max(departments, units - divisions - departments)
