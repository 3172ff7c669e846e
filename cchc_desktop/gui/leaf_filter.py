"""Which leaves the tree shows: by what is typed in the search field, and by the work list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.text import fold

if TYPE_CHECKING:
    from cchc_desktop.gui.marks import Mark, Tag
    from cchc_desktop.gui.models.criteria_tree_model import CriteriaTreeModel
    from cchc_desktop.gui.widgets.criteria_tree import CriteriaTree


class LeafFilter:
    """Hides and finds leaves of one tree.

    Attributes:
        marks: of the work list; none for all leaves.
    """

    def __init__(self, tree: CriteriaTree, model: CriteriaTreeModel) -> None:
        self._tree, self._model = tree, model
        self._words: list[str] = []
        self.marks: frozenset[Mark | Tag] = frozenset()

    def apply(self, text: str, marks: frozenset[Mark | Tag]) -> int:
        """Show only leaves that match; empty arguments show all. Gives how many are shown."""
        words = self._words = fold(text).split()
        self.marks = marks

        def keep(node) -> bool:
            if marks and not marks & node.marks:
                return False
            return all(word in node.folded for word in words)

        shown = self._tree.show_only(keep)
        if words or marks:
            self._tree.expandAll()
        return shown

    def lists(self, code: str) -> bool:
        """Tell whether a leaf is shown."""
        index = self._model.index_of(code)
        return not self._tree.isRowHidden(index.row(), index.parent())

    def listed_codes(self) -> frozenset[str] | None:
        """Give the leaves that are shown; None while nothing is filtered."""
        if not (self._words or self.marks):
            return None
        return frozenset(code for code in self._model.leaf_codes() if self.lists(code))

    def beside(self, code: str, by: int) -> str:
        """Give the next leaf or the one before, within the work list; empty at the end."""
        codes = self._model.leaf_codes()
        place = codes.index(code) + by
        while 0 <= place < len(codes):
            if not self.marks or self.lists(codes[place]):
                return codes[place]
            place += by
        return ""

    def next_hit(self, code: str, by: int) -> str:
        """Give the next leaf that is shown, round the end; empty where none is."""
        codes = self._model.leaf_codes()
        start = codes.index(code) if code else -1
        for offset in range(1, len(codes) + 1):
            found = codes[(start + by * offset) % len(codes)]
            if self.lists(found):
                return found
        return ""
