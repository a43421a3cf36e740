"""The language of the visitor: translated messages, lists, and the signs in numbers.

Every visible sentence is a whole message in English, with named places to fill, and is translated
when it is shown::

    _("{winner} leads by {lead}.").format(winner=winner, lead=lead)

`N_` marks a message that is translated later, such as a label in a constant. A translation is a
catalog of gettext in the folder `catalogs`; CONTRIBUTING.md says how to add one.
"""

import gettext
import os
from collections.abc import Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale, negotiate_locale
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

SOURCE = "en"  # the language of the messages in the code
ENGLISH = "en_GB"  # its spelling, and its lists
DOMAIN = "argsoft"  # the name of the catalogs' files
# A translator may try another folder.
CATALOGS = Path(os.environ.get("ARGSOFT_CATALOGS", Path(__file__).parent / "catalogs"))

_spoken = ContextVar("language", default=SOURCE)


def languages() -> tuple[str, ...]:
    """List the languages to choose from: English, then those that have a catalog.

    Examples
    --------
    >>> languages()[0]
    'en'
    """
    found = CATALOGS.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE, *sorted(path.parts[-3] for path in found))


def names() -> dict[str, str]:
    """List each language with its own name for itself.

    Examples
    --------
    >>> names()["en"]
    'English'
    """
    own = {each: _locale(each).get_language_name() or each for each in languages()}
    return {each: name[:1].upper() + name[1:] for each, name in own.items()}


def best(asked: str | None, preferred: str | None) -> str:
    """Choose a language: the one asked for, or else the browser's, or else English.

    Parameters
    ----------
    asked : str or None
        The language that a link names.
    preferred : str or None
        The language of the browser, such as "de-AT".

    Examples
    --------
    >>> best(None, "en-GB"), best("tlh", None)
    ('en', 'en')
    """
    known = languages()
    if asked in known:
        return asked
    return negotiate_locale([preferred or SOURCE], known, sep="-") or SOURCE


def speak(language: str) -> None:
    """Set the language of all that this thread shows from now on.

    Examples
    --------
    >>> speak("en")
    >>> spoken()
    'en'
    """
    _spoken.set(language)


def spoken() -> str:
    """Look up the language that is spoken; anything cached in words must depend on it."""
    return _spoken.get()


def translate(message: str) -> str:
    """Translate a message into the spoken language; imported as ``_``.

    Examples
    --------
    >>> translate("Argmax picks a winner.")
    'Argmax picks a winner.'
    """
    return _translated(message, _spoken.get())


def plural(one: str, many: str, count: int) -> str:
    """Translate a message that depends on a count, in the form that the language has for it.

    Examples
    --------
    >>> plural("{count} vote", "{count} votes", 3).format(count=3)
    '3 votes'
    """
    return _catalog(spoken()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - the name that translators know
    """Mark a message that is translated when it is shown."""
    return message


def listed(names: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """Join names as in a sentence, with "and" or, in the style "or", with "or".

    Examples
    --------
    >>> listed(["Setosa"]), listed(["Setosa", "Versicolor", "Virginica"])
    ('Setosa', 'Setosa, Versicolor and Virginica')
    """
    return _list_pattern(spoken(), style, len(names)).format(*names)


def separators() -> tuple[str, str]:
    """Look up the decimal mark and the mark between thousands.

    Examples
    --------
    >>> separators()
    ('.', ',')
    """
    return _separators(spoken())


def percent_pattern() -> str:
    """Look up where the percent sign stands.

    Examples
    --------
    >>> percent_pattern().format("68")
    '68%'
    """
    return _percent_pattern(spoken())


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    """Load a catalog once."""
    return gettext.translation(DOMAIN, CATALOGS, [language], fallback=language == SOURCE)


@cache  # a strip says the same messages hundreds of times
def _translated(message: str, language: str) -> str:
    """Look up a message once."""
    return _catalog(language).gettext(message)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(ENGLISH if language == SOURCE else language)


@cache
def _separators(language: str) -> tuple[str, str]:
    locale = _locale(language)
    return get_decimal_symbol(locale), get_group_symbol(locale)


@cache
def _list_pattern(language: str, style: Literal["standard", "or"], length: int) -> str:
    """Join places to fill; Babel takes longer than all other words of a sentence."""
    places = [f"{{{place}}}" for place in range(length)]
    return format_list(places, style, locale=_locale(language))


@cache
def _percent_pattern(language: str) -> str:
    pattern = _locale(language).percent_formats[None]
    return f"{pattern.prefix[0]}{{}}{pattern.suffix[0]}"
