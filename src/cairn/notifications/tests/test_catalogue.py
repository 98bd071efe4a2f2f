"""The catalogue against the table of the specification (okrs §15.4): each row whose objects exist, its channel."""

from __future__ import annotations

import pytest

from cairn.notifications.catalogue import CATALOGUE, How

MAILED, DIGEST, INBOX = How.AT_ONCE, How.DIGEST, How.OFF
ROWS: dict[int, dict[str, How]] = {
    1: {"check_in.due": MAILED},
    2: {"nudge": MAILED},
    3: {"comment": MAILED, "reply": MAILED},
    4: {"mention": MAILED},
    5: {"made_owner": INBOX},
    6: {"summary": MAILED, "followed.checked_in": INBOX},
    7: {"goal.shared": MAILED, "summary.shared": MAILED, "access.asked": MAILED, "access.granted": MAILED},
    8: {"update.posted": MAILED},
    12: {"join_request.made": INBOX},  # its letter, and the answer's, are organizations/letters.py
    13: {"import.finished": MAILED},
    15: {"made_delegate": MAILED},
    17: {"made_check_in_owner": INBOX, "made_editor": INBOX},
    18: {"goal.aligned": INBOX},
    19: {"status.worsened": DIGEST},
    20: dict.fromkeys(
        ["goal.edited", "goal.retargeted", "goal.closed", "goal.postponed", "goal.reopened", "goal.deleted",
         "goal.restored"],
        INBOX,
    ),
    21: {"goal.due_soon": MAILED, "goal.overdue": MAILED},
    22: {"period.ending": MAILED},
    23: {"period.started": MAILED},
    24: {"approval.submitted": MAILED, "approval.approved": MAILED, "approval.returned": MAILED},
    25: {"liked": INBOX},
    27: {"task.assigned": INBOX, "task.due": MAILED},
    29: {"work_on_behalf.started": MAILED},
    30: {"manager.digest": MAILED},
}  # fmt: skip
ELSEWHERE = {9, 10, 11, 14, 16, 26, 28}
"""Chat channels (9, 10), exports as runs (14), data links (26), dashboards (28): not there yet. Letters of invitation
(11) go to people without an inbox: organizations/letters.py. Alerts (16) stand on the rows: goals/alerts.py."""


@pytest.mark.parametrize("row", sorted(ROWS))
def test_a_row_has_its_kinds_and_their_channel(row: int) -> None:
    assert {kind.name: kind.mail for kind in CATALOGUE.values() if kind.row == row} == ROWS[row]


def test_no_row_is_forgotten() -> None:
    assert {*ROWS, *ELSEWHERE} == set(range(1, 31))
    others = {kind.name for kind in CATALOGUE.values() if kind.row == 0}
    assert others == {"dependency.asked", "dependency.confirmed", "dependency.declined"}  # §4.4, REC
