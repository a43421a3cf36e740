"""A list of logits and the answers to it, as a table for a spreadsheet."""

import csv
import io

from argsoft.language import translate as _
from argsoft.selection import argmax, one_hot
from argsoft.softmax import sigmoid, softmax
from argsoft.state.outputs import Outputs

# Without it, Excel does not read the file as UTF-8, and garbles names such as Größe.
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet would read a formula


def columns(*, any_of: bool = False) -> tuple[str, ...]:
    """Head the columns.

    Examples
    --------
    >>> columns()
    ('class', 'logit', 'argmax', 'softmax')
    """
    return _("class"), _("logit"), "argmax", "softmax", *(["sigmoid"] if any_of else [])


def csv_table(outputs: Outputs, *, temperature: float = 1.0, any_of: bool = False) -> str:
    r"""Write the table as comma-separated values, one row a class, in full precision.

    Parameters
    ----------
    outputs : Outputs
        The classes. A name that a spreadsheet would run as a formula gets a leading apostrophe.
    temperature : float
        The temperature of softmax and sigmoid, above 0.
    any_of : bool
        Whether to add sigmoid.

    Returns
    -------
    str
        A byte order mark, a header row and the rows, with line ends as in RFC 4180.

    Examples
    --------
    >>> from argsoft.state.outputs import parse_outputs
    >>> csv_table(parse_outputs("cat: 2, dog: 2"))
    '\ufeffclass,logit,argmax,softmax\r\ncat,2.0,1,0.5\r\ndog,2.0,0,0.5\r\n'
    """
    logits = outputs.logits
    chosen = one_hot(argmax(logits), len(logits)).astype(int).tolist()
    values = [logits, chosen, softmax(logits, temperature=temperature).tolist()]
    if any_of:
        values.append(sigmoid(logits, temperature=temperature).tolist())
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(columns(any_of=any_of))
    writer.writerows(zip(map(_inert, outputs.names), *values, strict=True))
    return text.getvalue()


def _inert(name: str) -> str:
    """Keep a spreadsheet from running a name as a formula."""
    return f"'{name}" if name.startswith(_FORMULA_STARTS) else name
