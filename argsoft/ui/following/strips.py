"""Strips of a page's picture, cached for all visitors who drag the same slider."""

import base64
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import lru_cache
from typing import Any, TypeVar

from argsoft.figures.strips import Frame, strip
from argsoft.language import spoken
from argsoft.state.rules import MOST_PLACES
from argsoft.state.scenario import BOUNDS, DEFAULTS, LOGIT_FIELDS, Scenario
from argsoft.ui.following.recording import UnrecordableError, Ways, recorded
from argsoft.ui.visit import hiding

MOST_BYTES = 150_000  # compressed size of a strip
LEVEL = 4  # of compression: takes less than half of the time of 6, for a tenth more bytes
MOST_KEPT = 128  # strips
WAY_FRAMES = 24  # more cannot be told apart in an animation
PARTS = tuple(part / WAY_FRAMES for part in range(WAY_FRAMES + 1))

Draw = Callable[[Any], None]  # takes a scenario, or what is computed for it
Compute = Callable[[Sequence[Scenario]], Sequence[Any]]  # for all places of a slider at once
View = tuple[str, str]  # hidden parts, and the language
State = TypeVar("State")  # what a picture is drawn of


def nothing(scenarios: Sequence[Scenario]) -> Sequence[Scenario]:
    """Compute nothing: the picture is drawn from the scenario alone."""
    return scenarios


def moving(
    draw: Draw,
    scenario: Scenario,
    field: str,
    places: Sequence[float] = (),
    compute: Compute = nothing,
) -> dict[str, Any]:
    """Record a picture at each position of a slider.

    The current value of the field does not matter, so all visitors who drag it share one strip.

    Parameters
    ----------
    draw : callable
        Draws the picture of a scenario, from what is computed for it.
    scenario : Scenario
        Provides all other fields.
    field : str
        Field that moves.
    places : sequence of float
        Positions. By default, positions all along the slider.
    compute : callable
        Takes scenarios, and returns what `draw` takes for each.

    Returns
    -------
    dict
        "places" lists the values of the field, half as many where all would be too large. "strip"
        holds the changes between them, compressed, or "" if even those are too large, or the
        picture cannot be recorded.
    """
    # Include the values where two logits tie.
    others = [each for each in LOGIT_FIELDS if each != field and field in LOGIT_FIELDS]
    ties = [getattr(scenario, each) for each in others]
    made: dict[str, Any] = {}
    for most in (MOST_PLACES, MOST_PLACES // 2):
        stops = tuple(places) or BOUNDS[field].places(DEFAULTS[field], *ties, most=most)
        start = scenario.moved(field, stops[0])
        made = _made(_picture(draw, compute), start, field, stops, view())
        if made["strip"]:
            break
    return made


@dataclass(frozen=True)
class _Picture:
    """A drawing function, compared by its code: each run of a page defines the function anew."""

    code: object
    draw: Draw = attribute(compare=False)
    compute: Compute = attribute(compare=False)

    def frames(self, scenarios: Sequence[Scenario]) -> list[Frame]:
        """Record the picture of each scenario."""
        return _frames(self.draw, self.compute(scenarios))


def _picture(draw: Draw, compute: Compute) -> _Picture:
    """Wrap a drawing function; a closure compares equal only to itself."""
    return _Picture(draw if draw.__closure__ else draw.__code__, draw, compute)


def view() -> View:
    """List what a picture depends on besides its scenario."""
    return hiding.hidden(), spoken()


@lru_cache(maxsize=MOST_KEPT)
def _made(
    picture: _Picture, scenario: Scenario, field: str, places: tuple[float, ...], _view: View
) -> dict[str, Any]:
    try:
        frames = picture.frames([scenario.moved(field, place) for place in places])
    except UnrecordableError:
        return {"places": places, "strip": ""}
    text = json.dumps(strip(frames), allow_nan=False, separators=(",", ":"))
    packed = zlib.compress(text.encode(), LEVEL)
    fits = len(packed) <= MOST_BYTES
    return {"places": places, "strip": base64.b64encode(packed).decode() if fits else ""}


def way(
    draw: Draw, scenario: Scenario, left: Mapping[str, float], compute: Compute = nothing
) -> Ways:
    """Animate each chart of a picture from other numbers to a scenario.

    Parameters
    ----------
    draw, compute : callable
        As for `moving`.
    scenario : Scenario
        Last state.
    left : mapping of str to float
        Fields of the first state that differ from the last one.
    """
    moves = {field: each for field, each in left.items() if getattr(scenario, field) != each}
    if not moves:
        return {}
    return _way(_picture(draw, compute), scenario, tuple(moves.items()), view())


@lru_cache(maxsize=MOST_KEPT)
def _way(
    picture: _Picture, scenario: Scenario, left: tuple[tuple[str, float], ...], _view: View
) -> Ways:
    def at(part: float) -> Scenario:
        moved = scenario
        for field, start in left:
            place = start + (getattr(scenario, field) - start) * part
            moved = moved.moved(field, round(place) if BOUNDS[field].whole else place)
        return moved

    try:
        return _ways(picture.frames([at(part) for part in PARTS]))
    except UnrecordableError:
        return {}


def passing(draw: Callable[[float], None]) -> Ways:
    """Record an animation, for each chart.

    Parameters
    ----------
    draw : callable
        Takes the time, from 0 to 1, and draws the picture.
    """
    return _ways(_frames(draw, PARTS))


def _ways(frames: Sequence[Frame]) -> Ways:
    """Find what changes in each chart."""
    changed: Ways = strip(frames)["charts"]
    return changed


def _frames(draw: Callable[[State], None], states: Iterable[State]) -> list[Frame]:
    """Record the picture of each state."""
    frames = []
    with hiding.looked_up_once():
        for state in states:
            with recorded() as frame:
                draw(state)
            frames.append(frame)
    return frames
