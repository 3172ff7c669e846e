"""Reaching into PDF objects, whose plain ``get`` does not follow references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic

if TYPE_CHECKING:
    from collections.abc import Iterator


def resolved(item: generic.PdfObject) -> generic.PdfObject:
    """Follow a reference to what it names; anything else is given back."""
    found: generic.PdfObject = item.get_object()  # type: ignore[no-untyped-call]
    return found


def entry(holder: generic.PdfObject | None, key: str) -> generic.PdfObject | None:
    """Give a dictionary's entry, followed; None when it is absent, null, or no dictionary."""
    if not isinstance(holder, generic.DictionaryObject):
        return None
    try:
        found: generic.PdfObject = holder[key]
    except KeyError:
        return None
    return found


def name_entry(holder: generic.PdfObject | None, key: str) -> str:
    """Give an entry that is a name, such as /Sig; "" when it is anything else."""
    found = entry(holder, key)
    return str(found) if isinstance(found, generic.NameObject) else ""


def raw_items(array: generic.PdfObject | None) -> Iterator[generic.PdfObject]:
    """Give an array's items without following them; nothing when it is no array."""
    if isinstance(array, generic.ArrayObject):
        yield from list.__iter__(array)


def dictionary(item: generic.PdfObject | None) -> generic.DictionaryObject:
    """Give the item as a dictionary.

    Raises:
        ValueError: it is something else.
    """
    if item is not None:
        item = resolved(item)
    if not isinstance(item, generic.DictionaryObject):
        raise ValueError("no dictionary where one must stand")
    return item
