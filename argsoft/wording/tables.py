"""A list of raw outputs and both answers, as a table for a spreadsheet."""

import csv
import io

from argsoft.selection import argmax, one_hot
from argsoft.softmax import softmax
from argsoft.state.outputs import Outputs

COLUMNS = ("class", "raw output", "argmax", "softmax")
# Without it, Excel does not read the file as UTF-8, and garbles names such as Größe.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet would read a formula


def csv_table(outputs: Outputs, *, temperature: float = 1.0) -> str:
    r"""Write the table as comma-separated values, one row a class, in full precision.

    Parameters
    ----------
    outputs : Outputs
        The classes. A name that a spreadsheet would run as a formula gets a leading apostrophe.
    temperature : float
        The temperature of softmax, above 0.

    Returns
    -------
    str
        A byte order mark, a header row and the rows, with line ends as in RFC 4180.

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
    """Keep a spreadsheet from running a name as a formula."""
    return f"'{name}" if name.startswith(_FORMULA_STARTS) else name
