"""The demo organisation: the invented company Tarnwell with two years of OKRs, dated relative to today."""

from cairn.goals.demo.build import SLUG, Demo, load_demo
from cairn.goals.demo.removal import remove_demo

__all__ = ["SLUG", "Demo", "load_demo", "remove_demo"]
