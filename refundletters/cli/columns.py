"""Running text in columns of the terminal, where Chinese, Japanese and Korean signs take two."""

from __future__ import annotations

__all__ = ["fill", "width_of"]


def width_of(text: str) -> int:
    """Return the columns that ``text`` takes."""
    if text.isascii():
        return len(text)
    from refundletters.render.plain_text import display_width

    return display_width(text)


def fill(text: str, width: int, first: str = "", rest: str = "", *, cut: bool = False) -> str:
    """Return a paragraph in lines of at most ``width`` columns.

    Args:
        text: The paragraph.
        width: The columns of a line.
        first: The start of its first line.
        rest: The start of its other lines.
        cut: Whether to break words that are longer than a line.
    """
    if width_of(text) > len(text):
        return _fill_wide(text, width, first, rest, cut=cut)
    import textwrap

    blank = " " * width_of(first)
    filled = textwrap.fill(
        text,
        width,
        initial_indent=blank,
        subsequent_indent=rest,
        break_long_words=cut,
        break_on_hyphens=False,
    )
    return filled and first + filled[len(blank) :]


def _fill_wide(text: str, width: int, first: str, rest: str, *, cut: bool) -> str:
    from refundletters.render.plain_text import wrap

    room = max(width - max(width_of(first), width_of(rest)), 2)
    # Sentences are joined with a blank, which Japanese does not write.
    lines = wrap(text.replace("。 ", "。"), room)
    if cut:
        lines = [part for line in lines for part in _parts(line, room)]
    return first + f"\n{rest}".join(lines)


def _parts(line: str, room: int) -> list[str]:
    """Return a line in parts that fit, for a word such as a link that no blank divides."""
    parts = [""]
    for sign in line:
        if parts[-1] and width_of(parts[-1] + sign) > room:
            parts.append("")
        parts[-1] += sign
    return parts
