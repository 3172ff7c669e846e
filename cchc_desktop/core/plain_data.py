"""Reading single values of a set's or a dossier's data: of the right kind, or ``ValueError``."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_MOST_DIGITS = 20
"""No score or threshold needs so many; arithmetic on some thousands of them never ends."""


@contextmanager
def refusing(
    what: str, code: str = "bad_set", then: str = "; sửa tệp rồi thử lại"
) -> Iterator[None]:
    """Turn what goes wrong while data of a stranger is read into one sentence.

    Args:
        what: is read: “Bộ tiêu chí, mục 1.1”.
        code: of the error.
        then: what to do, the end of the sentence.

    Raises:
        UserError: something is missing or of another kind.
    """
    try:
        yield
    except (LookupError, ValueError, TypeError, AttributeError, ArithmeticError) as wrong:
        raise UserError(code, f"{what}: {_words_of(wrong)}{then}.") from None


def _words_of(wrong: Exception) -> str:
    """Say what is wrong; Python's own words are English and are not for people."""
    words = str(wrong)
    if isinstance(wrong, KeyError):
        return f"thiếu mục “{wrong.args[0]}”"
    if isinstance(wrong, ValueError) and not words.isascii():
        return words  # one of ours
    value, said, _ = words.partition(" is not a valid ")  # an Enum says so
    return f"giá trị {value} không có trong danh sách" if said else "có giá trị sai kiểu"


def number_from_data(text: object) -> Decimal:
    """Read a decimal, which stands as text in a set so that no float comes near it.

    Raises:
        ValueError: it is not text, no finite decimal, or longer than any score.
    """
    if not isinstance(text, str):
        raise ValueError(f"số {text!r} phải viết trong dấu nháy")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"số {text!r} không hợp lệ")
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # it is finite
    if len(digits) + max(exponent, 0) > _MOST_DIGITS or exponent < -_MOST_DIGITS:
        raise ValueError("số có quá nhiều chữ số")
    return value


def text_from_data(value: object) -> str:
    """Read a text in the form that texts are kept in: NFC, line feeds, no outer blanks.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r} phải là chữ trong dấu nháy")
    return clean(value.replace("\r\n", "\n").replace("\r", "\n"))


def name_from_data(value: object) -> str:
    """Read a text that may not be empty: a key, a label, the name of a figure.

    Raises:
        ValueError: it is empty or something else.
    """
    text = text_from_data(value)
    if not text:
        raise ValueError("chữ để trống")
    return text


def list_from_data(value: object) -> list[Any]:
    """Read a list that may not be empty.

    Raises:
        ValueError: it is empty or something else.
    """
    if not isinstance(value, list) or not value:
        raise ValueError(f"{value!r} phải là danh sách có ít nhất một mục")
    return value


def flag_from_data(value: object) -> bool:
    """Read yes or no.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} phải là true hoặc false")
    return value


def whole_from_data(value: object) -> int:
    """Read a whole number, 0 or more.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} phải là số nguyên")
    return value


def optional_number(data: Mapping[str, Any], key: str) -> Decimal | None:
    """Read a decimal that may not be there.

    Raises:
        ValueError: it is there and no decimal.
    """
    return number_from_data(data[key]) if key in data else None


def present(**values: object) -> dict[str, Any]:
    """Keep what is set, so that data holds no defaults; decimals become text."""
    return {
        key: format(value, "f") if isinstance(value, Decimal) else value
        for key, value in values.items()
        if value is not None and value != "" and value is not False
    }
