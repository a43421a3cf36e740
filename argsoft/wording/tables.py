"""A list of raw outputs with its answers, as a table for a spreadsheet."""

import csv
import io

from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.state.outputs import Outputs

COLUMNS = ("class", "raw output", "argmax", "softmax")
# Without it, Excel does not read the file as UTF-8, and Größe falls apart.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_STARTS = ("=", "+", "-", "@")  # what a spreadsheet would take for a formula


def csv_table(outputs: Outputs, *, temperature: float = 1.0) -> str:
    r"""Return the table as comma-separated values, a row a class, in full precision.

    Parameters
    ----------
    outputs : Outputs
        The classes; a name that a spreadsheet would run as a formula gets an apostrophe before it.
    temperature : float
        What softmax divides the raw outputs by, above 0.

    Returns
    -------
    str
        A byte order mark, a row of titles, and lines that end as RFC 4180 wants.

    Examples
    --------
    >>> from argsoft.state.outputs import parse_outputs
    >>> csv_table(parse_outputs("cat: 2, dog: 2"))
    '\ufeffclass,raw output,argmax,softmax\r\ncat,2.0,1,0.5\r\ndog,2.0,0,0.5\r\n'
    """
    logits = outputs.logits
    chosen = one_hot(argmax(logits), len(logits)).astype(int).tolist()
    shares = softmax(logits, temperature=temperature).tolist()
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(zip(map(_inert, outputs.names), logits, chosen, shares, strict=True))
    return text.getvalue()


def _inert(name: str) -> str:
    """Return a name that no spreadsheet runs."""
    return f"'{name}" if name.startswith(_FORMULA_STARTS) else name
