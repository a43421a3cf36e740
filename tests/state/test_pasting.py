"""Lists as other programs print them: one row is read, whatever surrounds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argsoft.state.outputs import Outputs, parse_outputs
from argsoft.state.pasting import DashesError, SeveralRowsError, unpacked, visible


@pytest.mark.parametrize(
    "text",
    [
        "tensor([2.0, -1.0], grad_fn=<AddBackward0>)",
        "tensor([[2.0, -1.0]])",
        "tensor([ 2., -1.], device='cuda:0', dtype=torch.float64)",
        "array([2., -1.])",
        "array([[ 2., -1.]], dtype=float32)",
        "np.array([[2.0], [-1.0]])",
        "Array([2., -1.], dtype=float32)",
        "tf.Tensor([ 2. -1.], shape=(2,), dtype=float32)",
        "<tf.Tensor: shape=(1, 2), dtype=float32, numpy=array([[ 2., -1.]], dtype=float32)>",
        "[np.float64(2.0), np.float64(-1.0)]",
        "[[2, -1]]",
        "[[2], [-1]]",
        "[[2],\n [-1]]",
        "[2, -1],",
        "[2, -1];",
        "logits = [2, -1]",
        '["2", "-1"]',
        "2，-1",
        "2、-1",
        "2، -1",
        "2；\N{FULLWIDTH HYPHEN-MINUS}1",
        "2, - 1",
        "2\n- 1",
        "- -2\n- -1".replace("--2", "2").replace("- -2", "- 2"),
        "• 2\n• -1",
        "1) 2\n2) -1",
        "(1) 2\n(2) -1",
        "2.0 × 10⁰, −1",
    ],
)
def test_pasted_lists(text: str) -> None:
    assert parse_outputs(text) == Outputs((2.0, -1.0), ("", ""))


@pytest.mark.parametrize(
    "text",
    [
        '{"cat": 2.1, "big dog": -1}',
        "{'cat': 2.1, 'big dog': -1},",
        "cat\t2.1\nbig dog\t-1",
        "cat \t 2.1\r\nbig dog\t\N{MINUS SIGN}1\r\n",
        "cat 2.1\nbig dog - 1".replace("- 1", "-1"),
        "cat = 2.1\nbig dog = -1",
        "cat：2.1，big dog：-1",
    ],
)
def test_pasted_names(text: str) -> None:
    assert parse_outputs(text) == Outputs((2.1, -1.0), ("cat", "big dog"))


@pytest.mark.parametrize("text", ["犬、猫: 1", "a，b: 1", "3：x: 1", "- cat: 1", "cat(3): 1"])
def test_unpacking_leaves_valid_names_alone(text: str) -> None:
    assert parse_outputs(text).given == (text.removesuffix(": 1"),)


@pytest.mark.parametrize("text", ["- -2\n- 1", "\N{EN DASH} -2\n\N{EN DASH} 1"])
def test_dashes_before_a_minus_sign_are_bullets(text: str) -> None:
    assert parse_outputs(text).logits == (-2.0, 1.0)


def test_ambiguous_dashes_are_refused() -> None:
    with pytest.raises(DashesError) as refusal:
        unpacked("- 0.4\n- 0.2")
    assert refusal.value.line == "- 0.4"


@pytest.mark.parametrize(
    ("text", "rows"),
    [("[[1, 2], [3, 4]]", 2), ("tensor([[1., 2.],\n        [3., 4.],\n        [5., 6.]])", 3)],
)
def test_several_rows_are_counted_and_refused(text: str, rows: int) -> None:
    with pytest.raises(SeveralRowsError) as refusal:
        unpacked(text)
    assert refusal.value.rows == rows


@given(st.text())
def test_visible_is_idempotent(text: str) -> None:
    assert visible(visible(text)) == visible(text)
