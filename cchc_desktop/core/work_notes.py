"""How colleagues share the work: who sees to a leaf, what they say about it, what is left aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Remark:
    """One entry of a leaf's thread (trao đổi); ``at`` as kept, UTC. It is not in the dossier."""

    id: int
    code: str
    at: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding left aside on purpose (bỏ qua, vì…); ``place`` is the finding's."""

    place: str
    reason: str
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class LockState:
    """Whether the workbook is locked (đã khóa), since when and by whom.

    ``reason`` is why it was unlocked last. ``at`` as kept, UTC; empty when it never was locked.
    """

    locked: bool = False
    at: str = ""
    who: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkNotes:
    """All of it: ``assignments`` maps a leaf's code to a person, ``waivers`` a place to one."""

    assignments: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    lock: LockState = LockState()

    def person(self, code: str) -> str:
        """Give who sees to a leaf; empty when nobody was named."""
        return self.assignments.get(code, "")

    def remarks_of(self, code: str) -> tuple[Remark, ...]:
        """Give a leaf's thread, the oldest first."""
        return tuple(one for one in self.remarks if one.code == code)

    @property
    def people(self) -> tuple[str, ...]:
        """Give everybody who was named, once, by name."""
        return tuple(sorted(set(self.assignments.values())))
