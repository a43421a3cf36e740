import pytest
from tests.engines.conftest import Arrive

@pytest.mark.parametrize("path", ["", "flat_or_smooth", "training", "predict", "iris"])
def test_a_page_opens_without_an_error(arrive: Arrive, path: str) -> None:
    arrive(path)
