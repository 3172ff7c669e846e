"""Reasons for which parts of a set do not apply, each ticked once for all it takes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.core.text import clean
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import rule, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet


@dataclass(slots=True)
class _Reason:
    """One legal basis and the highest codes that it takes out."""

    basis: str
    codes: list[str] = field(default_factory=list)
    leaves: int = 0

    @property
    def title(self) -> str:
        """The reason without the document that it is proved by."""
        return self.basis.partition(" (")[0]

    @property
    def document(self) -> str:
        """What kind of document proves it."""
        return self.basis.partition(" (")[2].removesuffix(")") or "văn bản, điều khoản"


class ExemptionChoices(QWidget):
    """A list of reasons.

    Signals:
        changed: something was ticked or typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[_Reason, QCheckBox, QLineEdit]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._scroll: ScrollColumn | None = None

    def show_set(self, whole: CriteriaSet) -> None:
        """Show a set's reasons, none ticked."""
        if self._scroll:
            self._scroll.deleteLater()
        self._rows = []
        self._scroll = ScrollColumn((0, 4, 16, 4), 6)
        for number, reason in enumerate(_reasons(whole)):
            if number:
                self._scroll.column.addWidget(rule())
            self._add(reason)
        if not self._rows:
            words = "Bộ tiêu chí này không có mục nào được miễn."
            self._scroll.column.addWidget(text_label(words, tone="help", wrap=True))
        self._scroll.column.addStretch(1)
        self._column.addWidget(self._scroll)

    def exemptions(self) -> dict[str, str]:
        """Give code → legal basis of all that is ticked; codes of inner parts last."""
        found: dict[str, str] = {}
        for reason, tick, basis in self._rows:
            if tick.isChecked():
                words = f"{reason.title}: {clean(basis.text())}"
                found.update(dict.fromkeys(reason.codes, words))
        return found

    def without_basis(self) -> int:
        """Count the ticked reasons that no document is named for yet."""
        ticked = [basis for _, tick, basis in self._rows if tick.isChecked()]
        return sum(not clean(basis.text()) for basis in ticked)

    def _add(self, reason: _Reason) -> None:
        tick = QCheckBox(reason.title)
        codes = ", ".join(reason.codes)
        what = text_label(
            f"Gồm: {codes} ({reason.leaves} mục)", tone="help", size="help", wrap=True
        )
        what.setContentsMargins(24, 0, 0, 0)
        basis = QLineEdit()
        basis.setAccessibleName(f"Căn cứ: {reason.title}")
        basis.setPlaceholderText(f"Căn cứ: số, ngày {reason.document}")
        basis.hide()
        holder = QVBoxLayout()
        holder.setContentsMargins(24, 0, 0, 4)
        holder.addWidget(basis)
        self._scroll.column.addWidget(tick)
        self._scroll.column.addWidget(what)
        self._scroll.column.addLayout(holder)
        tick.toggled.connect(basis.setVisible)
        tick.toggled.connect(lambda _on: self.changed.emit())
        basis.textChanged.connect(lambda _text: self.changed.emit())
        self._rows.append((reason, tick, basis))


def _reasons(whole: CriteriaSet) -> list[_Reason]:
    """Gather the set's exemptible parts by their basis, never a part below one with the same."""
    found: dict[str, _Reason] = {}

    def take(code: str, basis: str, leaves: int) -> None:
        reason = found.setdefault(basis, _Reason(basis))
        reason.codes.append(code)
        reason.leaves += leaves

    for one in whole.fields:
        if one.exemptible:
            take(one.code, one.exempt_basis, len(tuple(one.leaves)))
        for criterion in one.criteria:
            above = {one.exempt_basis} if one.exemptible else set()
            if (
                criterion.exemptible
                and not criterion.is_leaf
                and criterion.exempt_basis not in above
            ):
                take(criterion.code, criterion.exempt_basis, len(criterion.leaves))
            if criterion.exemptible and not criterion.is_leaf:
                above.add(criterion.exempt_basis)
            for leaf in criterion.leaves:
                if leaf.exemptible and leaf.exempt_basis not in above:
                    take(leaf.code, leaf.exempt_basis, 1)
    for leaf in whole.extra_leaves:
        if leaf.exemptible:
            take(leaf.code, leaf.exempt_basis, 1)
    return list(found.values())
