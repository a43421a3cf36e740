"""Strips of a page's picture, each made once for everyone who takes a slider at the same place."""

import base64
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import lru_cache
from typing import Any

from argsoft.figures.strips import Frame, strip
from argsoft.state.scenario import BOUNDS, DEFAULTS, LOGIT_FIELDS, Scenario
from argsoft.ui.following.recording import UnrecordableError, Ways, recorded
from argsoft.ui.visit.session import visit

MOST_BYTES = 150_000  # of a strip, compressed
MOST_KEPT = 128  # strips
WAY_FRAMES = 24  # as many as can be seen

Draw = Callable[[Scenario], None]


def moving(
    draw: Draw, scenario: Scenario, field: str, places: Sequence[float] = ()
) -> dict[str, Any]:
    """Return what a picture is at each place of one field, as the browser gets it.

    Where the field stands now makes no difference: all who take it share one strip.

    Parameters
    ----------
    draw : callable
        Draws the picture of a scenario.
    scenario : Scenario
        All that does not move.
    field : str
        What moves.
    places : sequence of float
        Where to, if not about everywhere.

    Returns
    -------
    dict
        "places" are the values of the field, "strip" is what changes between them, packed. It is ""
        where it would be too long, or has a chart that it cannot move.
    """
    # A hand can make any two logits tie.
    others = [each for each in LOGIT_FIELDS if each != field and field in LOGIT_FIELDS]
    ties = [getattr(scenario, each) for each in others]
    stops = tuple(places) or BOUNDS[field].places(DEFAULTS[field], *ties)
    return _made(
        _picture(draw), scenario.moved(field, stops[0]), field, stops, visit().kept.get("hide", "")
    )


@dataclass(frozen=True)
class _Picture:
    """What draws a picture, known by its code: each run of a page defines the function anew."""

    code: object
    draw: Draw = attribute(compare=False)


def _picture(draw: Draw) -> _Picture:
    """Return what draws a picture; a function that remembers something is only like itself."""
    return _Picture(draw if draw.__closure__ else draw.__code__, draw)


@lru_cache(maxsize=MOST_KEPT)
def _made(
    picture: _Picture, scenario: Scenario, field: str, places: tuple[float, ...], _hidden: str
) -> dict[str, Any]:
    try:
        frames = [_frame(picture.draw, scenario.moved(field, place)) for place in places]
    except UnrecordableError:
        return {"places": places, "strip": ""}
    text = json.dumps(strip(frames), allow_nan=False, separators=(",", ":"))
    packed = zlib.compress(text.encode())
    fits = len(packed) <= MOST_BYTES
    return {"places": places, "strip": base64.b64encode(packed).decode() if fits else ""}


def way(draw: Draw, scenario: Scenario, left: Mapping[str, float]) -> Ways:
    """Return what changes in each chart of a picture on the way from other numbers to a scenario.

    Parameters
    ----------
    draw : callable
        Draws the picture of a scenario.
    scenario : Scenario
        Where the way ends.
    left : mapping of str to float
        The numbers where it begins; those that are missing stay.
    """
    moves = {field: each for field, each in left.items() if getattr(scenario, field) != each}
    if not moves:
        return {}
    return _way(_picture(draw), scenario, tuple(moves.items()), visit().kept.get("hide", ""))


@lru_cache(maxsize=MOST_KEPT)
def _way(
    picture: _Picture, scenario: Scenario, left: tuple[tuple[str, float], ...], _hidden: str
) -> Ways:
    def at(part: float) -> None:
        moved = scenario
        for field, start in left:
            place = start + (getattr(scenario, field) - start) * part
            moved = moved.moved(field, round(place) if BOUNDS[field].whole else place)
        picture.draw(moved)

    try:
        return passing(at)
    except UnrecordableError:
        return {}


def passing(draw: Callable[[float], None]) -> Ways:
    """Return what changes in each chart on a way.

    Parameters
    ----------
    draw : callable
        Draws the picture of a part of the way, from 0 to 1.
    """
    frames = []
    for part in range(WAY_FRAMES + 1):
        with recorded() as frame:
            draw(part / WAY_FRAMES)
        frames.append(frame)
    changed: Ways = strip(frames)["charts"]
    return changed


def _frame(draw: Draw, scenario: Scenario) -> Frame:
    """Record the picture of a scenario."""
    with recorded() as frame:
        draw(scenario)
    return frame
