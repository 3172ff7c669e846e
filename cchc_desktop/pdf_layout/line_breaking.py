"""Plain text broken into lines of a given width, for what is drawn without paragraphs."""

from __future__ import annotations

from cchc_desktop.pdf_layout.fonts import ellipsis_cut, text_width


def break_lines(text: str, font: str, size: float, room: float) -> list[str]:
    """Break text at blanks, and inside a word only where the word alone is wider than the room.

    Args:
        text: drawable text; a line break in it stays one, a no-break space never breaks.
        font: name of a registered face.
        size: points.
        room: points; a single letter may be wider.

    Returns:
        One string a line; empty for empty text.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            candidate = f"{line} {word}" if line else word
            if text_width(candidate, font, size) <= room:
                line = candidate
                continue
            if line:
                lines.append(line)
            *whole, line = _pieces(word, font, size, room)
            lines.extend(whole)
        if line:
            lines.append(line)
    return lines


def balanced_lines(text: str, font: str, size: float, room: float) -> list[str]:
    """Break text into as few lines as the room allows, and those about equally long.

    Arguments as ``break_lines``; for centred lines, where a last line of one word looks lost.
    """
    fewest = len(break_lines(text, font, size, room))
    low, high = 0.0, room
    while high - low > 2:
        middle = (low + high) / 2
        if len(break_lines(text, font, size, middle)) <= fewest:
            high = middle
        else:
            low = middle
    return break_lines(text, font, size, high)


def first_lines(lines: list[str], most: int, font: str, size: float, room: float) -> list[str]:
    """Keep so many lines; where there were more, the last one ends with “…”.

    Args:
        lines: broken for the same font, size and room.
        most: at least 1.
        font: name of a registered face.
        size: points.
        room: points.
    """
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], ellipsis_cut(lines[most - 1] + "…", font, size, room)]


def _pieces(word: str, font: str, size: float, room: float) -> list[str]:
    """Cut a word that is wider than the room, where possible after “/”, “-” or “_”."""
    pieces = []
    while (count := _fitting(word, font, size, room)) < len(word) and len(word) > 1:
        count = max(count, 1)
        nice = max(word.rfind(mark, 0, count) for mark in "/-_")
        count = nice + 1 if nice > 0 else count
        pieces.append(word[:count])
        word = word[count:]
    return [*pieces, word]


def _fitting(word: str, font: str, size: float, room: float) -> int:
    """Count the letters that fit; only as much as that is measured, however long the word."""
    high = 64
    while high < len(word) and text_width(word[:high], font, size) <= room:
        high *= 2
    low, high = 0, min(high, len(word))
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(word[:middle], font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return low
