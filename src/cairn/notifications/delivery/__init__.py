"""From the planned delivery to the letter: claim, compose, hand over, mark."""

from cairn.notifications.delivery import email, hand_over, summary_letters, talk_letters

__all__ = ["email", "hand_over", "summary_letters", "talk_letters"]
