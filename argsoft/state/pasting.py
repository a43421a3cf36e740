"""Convert lists that other programs print to the form that people type."""

import re
import unicodedata

from argsoft.state.reading import MINUS_SIGNS, PERCENT_SIGNS, NumberError, readings

_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_IDLE_HYPHEN = re.compile(rf"{_SOFT_HYPHEN}(?!\s*[.,]?\d)")
_MINUS = f"[{re.escape(MINUS_SIGNS)}]"
_ENDS_OF_FLAGS = re.compile("(?<=\N{WAVING BLACK FLAG})[\U000e0020-\U000e007f]+")
_COUNT = re.compile(r"\s*(\d{1,3})\.\s+(\S.*)", re.DOTALL)
_COUNT_IN_BRACKETS = re.compile(r"^\s*\(?\d{1,3}\)\s+(?=\S)", re.MULTILINE)
_CALL = re.compile(
    r"[^\[\n]*?(?:tensor|array)\(\s*(?P<values>[^=]*?)\s*(?:,\s*\w+\s*=.*)?\)>?",
    re.IGNORECASE | re.DOTALL,
)
_SCALAR = re.compile(r"(?<![\w.])[A-Za-z_][\w.]*\(\s*([-+.\d][\w.+-]*)\s*\)")  # np.float64(2.1)
_ROW = re.compile(r"[\[({]([^\[\](){}]*)[\])}]")
_QUOTED = re.compile(r"([\"'])([^\"',;:\n]*)\1")
_OTHER_COMMA = re.compile(r"[，、،；؛]")
_WIDE_COLON = re.compile(rf"\N{{FULLWIDTH COLON}}(?=\s*(?:{_MINUS}|\+)?\s*[.,]?\d)")
_PERCENT = re.compile(rf"(?<=\d)\s+(?=[{PERCENT_SIGNS}])")
_ASSIGNED = re.compile(r"^\w+\s*=\s*(?=[\[({])")
_TIMES = re.compile(r"(?<=\d)\s*×\s*(?=10[⁻⁰¹²³⁴-⁹])")
_BULLET = re.compile(r"^\s*[•‣◦▪●*]\s+", re.MULTILINE)
_DASH = re.compile(rf"^\s*{_MINUS}\s+(?=\S)", re.MULTILINE)
_WIDE_MINUS = re.compile(rf"((?:^|[,;:\n\[({{])\s*){_MINUS}\s+(?=[.,]?\d)")
_TWO_COLUMNS = re.compile(r"\s*([^\W\d_][^,;:=\t\n]*?)\s*[\t =]\s*([^\s=;:]+)\s*")


class SeveralRowsError(ValueError):
    """Raised for several rows of numbers instead of one.

    Attributes
    ----------
    rows : int
        Number of rows.
    """

    def __init__(self, rows: int) -> None:
        super().__init__(f"a list must be one row of numbers, got {rows} rows")
        self.rows = rows


class DashesError(ValueError):
    """Raised if the dash before each line may be a minus sign or a bullet.

    Attributes
    ----------
    line : str
        The first line.
    """

    def __init__(self, line: str) -> None:
        super().__init__(f"a dash may be a minus sign or mark a line, got {line!r}")
        self.line = line


def visible(text: str) -> str:
    r"""Remove invisible characters, except joiners within words and emoji.

    A soft hyphen before a number also stays: it is a minus sign.

    Examples
    --------
    >>> visible("\ufeff1,\u200b 2")
    '1, 2'
    """
    if text.replace("\n", " ").isprintable():
        return text.strip()
    flags = {place for match in _ENDS_OF_FLAGS.finditer(text) for place in range(*match.span())}
    seen = "".join(
        each
        for place, each in enumerate(text)
        if each.isprintable()
        or each.isspace()
        or each == _SOFT_HYPHEN
        or place in flags
        or (each in _JOINERS and _joins(text[place - 1 : place]) and _joins(text[place + 1 :][:1]))
    )
    return _IDLE_HYPHEN.sub("", seen).strip()


def without_brackets(text: str) -> str:
    """Remove brackets around the whole text.

    Examples
    --------
    >>> without_brackets("[1, 2]")
    '1, 2'
    """
    return text[1:-1] if len(text) > 1 and _BRACKETS.get(text[0]) == text[-1] else text


def enumerated(text: str) -> list[str]:
    r"""Split an enumeration such as "1. 0.7" into its items; empty if it is none.

    Examples
    --------
    >>> enumerated("1. 0.7\n2. 0.2"), enumerated("1. 0.7 0.2")
    (['0.7', '0.2'], [])
    """
    pieces = re.split(r"\s*[;\n\r]+\s*" if re.search(r"[;\n\r]", text) else r",\s+", text)
    matches = [match for piece in pieces if piece and (match := _COUNT.fullmatch(piece))]
    counts = [int(match[1]) for match in matches]
    if len(matches) < len([piece for piece in pieces if piece]) or len(counts) < 2:
        return []
    in_order = counts == list(range(counts[0], counts[0] + len(counts)))
    return [match[2].rstrip(", ") for match in matches] if in_order else []


def unpacked(text: str) -> str:
    r"""Convert a list from the format of another program to the form that people type.

    Parameters
    ----------
    text : str
        For example "tensor([[2.0, 1.0]], grad_fn=...)", or two columns of a spreadsheet. Any
        other text is returned unchanged.

    Raises
    ------
    SeveralRowsError
        If it holds several rows of numbers.
    DashesError
        If every line begins with a dash that may be a minus sign.

    Examples
    --------
    >>> unpacked("array([2., 1.], dtype=float32)"), unpacked("cat\t2.1\ndog\t0.5")
    ('2., 1.', 'cat: 2.1\ndog: 0.5')
    >>> unpacked("1.43, - 0.40")
    '1.43, -0.40'
    """
    call = _CALL.fullmatch(text.rstrip(",; \t\n"))
    text = _ASSIGNED.sub("", call["values"] if call else text)
    text = _WIDE_COLON.sub(":", _PERCENT.sub("", _one_row(_SCALAR.sub(r"\1", text))))
    text = _TIMES.sub("×", _OTHER_COMMA.sub(", ", _QUOTED.sub(r"\2", text)))
    text = _without_dashes(_BULLET.sub("", _COUNT_IN_BRACKETS.sub("", text)))
    return _with_colons(_WIDE_MINUS.sub(r"\1-", text)).strip()


def _joins(neighbour: str) -> bool:
    """Return whether a joiner may be next to this character: a letter, a mark or an emoji."""
    return bool(neighbour) and unicodedata.category(neighbour)[0] in "LMS"


def _one_row(text: str) -> str:
    """Remove the brackets around one row or column of numbers."""
    rows = [row.strip(" ,\n\t") for row in _ROW.findall(text)]
    if not rows or _ROW.sub("", text).strip("[](){},; \t\r\n"):
        return text
    if len(rows) > 1 and any(re.search(r"[\s,;]", row) for row in rows):
        raise SeveralRowsError(len(rows))
    return ", ".join(rows)


def _without_dashes(text: str) -> str:
    """Remove dashes that are bullets of a list."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not all(_DASH.match(line) for line in lines):
        return text
    items = [_DASH.sub("", line) for line in lines]
    if not any(re.match(_MINUS, item) for item in items) and all(map(_is_number, items)):
        raise DashesError(lines[0])
    return "\n".join(items)


def _with_colons(text: str) -> str:
    """Put a colon between name and number if every line has both."""
    lines = [line for line in text.splitlines() if line.strip()]
    pairs = [match for line in lines if (match := _TWO_COLUMNS.fullmatch(line))]
    named = [each for each in pairs if _is_number(each[2]) and not _is_number(each[1])]
    if len(named) < len(lines):
        return text
    return "\n".join(f"{each[1]}: {each[2]}" for each in pairs)


def _is_number(text: str) -> bool:
    """Return whether a text is a number."""
    try:
        readings(text)
    except NumberError:
        return False
    return True
