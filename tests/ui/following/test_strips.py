"""What a picture shows is computed for all positions of a slider at once."""

import base64
import json
import zlib
from collections.abc import Sequence

from argsoft.state.scenario import Scenario
from argsoft.ui.following import recording, strips

PLACES = (0.0, 1.5, 3.0)


def test_all_places_are_computed_at_once_and_drawn_each_by_itself() -> None:
    asked = []

    def doubled(scenarios: Sequence[Scenario]) -> list[float]:
        asked.append([each.setosa for each in scenarios])
        return [2 * each.setosa for each in scenarios]

    def draw(double: float) -> None:
        recording.text("summary", f"<p>{double}</p>")

    made = strips.moving(draw, Scenario(), "setosa", PLACES, doubled)
    (text,) = json.loads(zlib.decompress(base64.b64decode(made["strip"])))["texts"]
    assert asked == [[*PLACES]]
    assert [text["values"][place] for place in text["at"]] == [
        "<p>0.0</p>",
        "<p>3.0</p>",
        "<p>6.0</p>",
    ]


def test_without_a_computation_a_picture_is_drawn_of_scenarios() -> None:
    scenarios = [Scenario(setosa=each) for each in PLACES]
    assert strips.nothing(scenarios) == scenarios
