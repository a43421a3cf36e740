"""A pseudo-language made by machine: each letter accented, each message a third longer."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from argsoft.language import DOMAIN

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
LANGUAGE = "cs"  # Babel knows it: a decimal comma, "68 %", and "a" for "and"
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
# Places to fill, tags, entities, inline code, formulas and addresses stay as they are.
KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;|`[^`]*`|\$[^$]*\$|https?://\S+|--[\w.]+ [\d.]+)")


def pseudo(message: str) -> str:
    """Accent each letter, and add a third to the length.

    Examples
    --------
    >>> pseudo("{winner} wins.")
    '{winner} ŵîñš. ẋẋẋẋẋ'
    """
    parts = KEPT.split(message)
    words = "".join(
        part.translate(ACCENTED) if n % 2 == 0 else part for n, part in enumerate(parts)
    )
    more = (len(message) + 2) // 3
    lines = ["ẋ" * min(7, more - start) for start in range(0, more, 7)]
    return f"{words} {' '.join(lines)}" if len(message) > 1 else words


def messages() -> Iterator[str | tuple[str, str]]:
    """Yield every message in the code; one that has a plural as a pair."""
    for folder in ("argsoft", "pages"):
        found = extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS)
        for _file, _line, message, _comments, _context in found:
            yield message if isinstance(message, str) else (message[0], message[1])


def write(folder: Path) -> None:
    """Write the pseudo-language's catalog below a folder."""
    catalog = Catalog(locale=LANGUAGE, domain=DOMAIN)
    for message in messages():
        if isinstance(message, str):
            catalog.add(message, pseudo(message))
        else:
            one, many = map(pseudo, message)
            catalog.add(message, (one, *[many] * (catalog.num_plurals - 1)))
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
