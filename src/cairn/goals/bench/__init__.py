"""A synthetic organisation of any size, written in bulk, for measuring (architecture §8)."""

from cairn.goals.bench.build import Built, build, remove
from cairn.goals.bench.shape import Shape

__all__ = ["Built", "Shape", "build", "remove"]
