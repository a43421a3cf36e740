"""Scripts that compute what the page shows, from the visitor's numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from argsoft.selection import argmax
from argsoft.softmax import softmax
from argsoft.state.outputs import Outputs


class SlipInCode(NamedTuple):
    """A mistake in code with what it prints, and its mend: in NumPy and in PyTorch."""

    numpy: str
    torch: str


# The comments after "wrong:" and "right:" are what the lines print; a test runs them.
SLIPS = (
    SlipInCode(
        """\
import numpy as np

# Cross-entropy, with softmax in it, as in PyTorch
def loss(logits, target):
    return np.log(np.exp(logits).sum()) - logits[target]

logits = np.array([2.4, 2.1, 0.6, -1.9])
probabilities = np.exp(logits) / np.exp(logits).sum()
print(loss(probabilities, 0).round(4))
# wrong: 1.1376
print(loss(logits, 0).round(4))
# right: 0.6522
""",
        """\
import torch

logits = torch.tensor([[2.4, 2.1, 0.6, -1.9]])
target = torch.tensor([0])
loss = torch.nn.CrossEntropyLoss()
probabilities = torch.softmax(logits, dim=1)
print(loss(probabilities, target))
# wrong: tensor(1.1376)
print(loss(logits, target))
# right: tensor(0.6522)
""",
    ),
    SlipInCode(
        """\
import numpy as np

# Two examples, three classes
batch = np.array([[2.0, 1.0, 0.0], [0.0, 1.0, 5.0]])
powers = np.exp(batch)
print((powers / powers.sum(axis=0))[0].round(2))
# wrong: [0.88 0.5  0.01]
print((powers / powers.sum(axis=1, keepdims=True))[0].round(2))
# right: [0.67 0.24 0.09]
""",
        """\
import torch

# Two examples, three classes
batch = torch.tensor([[2.0, 1.0, 0.0], [0.0, 1.0, 5.0]])
print(torch.softmax(batch, dim=0)[0])
# wrong: tensor([0.8808, 0.5000, 0.0067])
print(torch.softmax(batch, dim=-1)[0])
# right: tensor([0.6652, 0.2447, 0.0900])
""",
    ),
    SlipInCode(
        """\
import numpy as np

def one_hot(logits):
    return 1.0 * (np.arange(3) == logits.argmax())

def softmax(logits):
    return np.exp(logits) / np.exp(logits).sum()

logits = np.array([1.43, -0.40, 0.23])
step = np.array([0.0, 0.0, 0.0001])
rise = one_hot(logits + step) - one_hot(logits - step)
print((rise / 0.0002).round(4)[2])
# wrong: 0.0
rise = softmax(logits + step) - softmax(logits - step)
print((rise / 0.0002).round(4)[2])
# right: 0.1636
""",
        """\
import torch
import torch.nn.functional as F

logits = torch.tensor([1.43, -0.40, 0.23], requires_grad=True)
target = torch.tensor(2)
one_hot = F.one_hot(logits.argmax(), num_classes=3).float()
try:
    (1 - one_hot[target]).backward()
except RuntimeError as error:
    print(error)
# wrong: element 0 of tensors does not require grad and does not have a grad_fn
F.cross_entropy(logits, target).backward()
print(logits.grad)
# right: tensor([ 0.6842,  0.1098, -0.7939])
""",
    ),
)
_ANSWERS = ("one_hot", "probabilities")  # the columns that a script prints after the names
_SIGMOIDS = ("probabilities", "sigmoids")


def numpy_snippet(outputs: Outputs, *, temperature: float = 1.0, any_of: bool = False) -> str:
    """Write a NumPy script that prints argmax and softmax of these logits.

    Parameters
    ----------
    outputs : Outputs
        Names and logits.
    temperature : float
        Divides the logits.
    any_of : bool
        Whether to print softmax and sigmoid instead.

    Examples
    --------
    >>> from argsoft.state.outputs import parse_outputs
    >>> exec(numpy_snippet(parse_outputs("cat: 2, dog: 2")))
    cat, 1, 0.5
    dog, 0, 0.5
    >>> exec(numpy_snippet(parse_outputs("cat: 0, dog: 0"), any_of=True))
    cat, 0.5, 0.5
    dog, 0.5, 0.5
    """
    one_hot = "one_hot = (np.arange(logits.size) == logits.argmax()).astype(int)"
    sigmoids = "sigmoids = np.exp(-np.logaddexp(0, -logits / temperature))"
    return f"""\
import numpy as np

{_numbers(outputs, "np.array([{}])", temperature)}
exponentials = np.exp((logits - logits.max()) / temperature)
probabilities = exponentials / exponentials.sum()
{sigmoids if any_of else one_hot}

{_printed(_SIGMOIDS if any_of else _ANSWERS)}"""


def torch_snippet(outputs: Outputs, *, temperature: float = 1.0, any_of: bool = False) -> str:
    """Write the same script in PyTorch.

    Examples
    --------
    >>> from argsoft.state.outputs import parse_outputs
    >>> print(torch_snippet(parse_outputs("cat: 2, dog: 2")).splitlines()[5])
    probabilities = torch.softmax((logits - logits.max()) / temperature, dim=-1)
    """
    one_hot = """\
one_hot = torch.nn.functional.one_hot(
    logits.argmax(), num_classes=logits.numel()
)"""
    return f"""\
import torch

{_numbers(outputs, "torch.tensor([{}], dtype=torch.float64)", temperature)}
probabilities = torch.softmax((logits - logits.max()) / temperature, dim=-1)
{"sigmoids = torch.sigmoid(logits / temperature)" if any_of else one_hot}

{_printed(_SIGMOIDS if any_of else _ANSWERS)}"""


def logits_snippet(logits: Sequence[float], *, temperature: float = 1.0) -> str:
    """Write the plain formulas in NumPy, with what they print.

    Parameters
    ----------
    logits : sequence of float, length K
        Small enough for plain exponentials: up to 300 times the temperature.
    temperature : float
        Divides the logits, unless it is 1.

    Examples
    --------
    >>> exec(logits_snippet([1.43, -0.4, 0.23]))
    0
    [0.68417808 0.10975145 0.20607048]
    >>> print(logits_snippet([1.43, -0.4, 0.23], temperature=0.5).splitlines()[5])
        exponentials = np.exp(logits / 0.5)
    """
    divided = "logits" if temperature == 1 else f"logits / {temperature!r}"
    return f"""\
import numpy as np

logits = np.array([{", ".join(map(repr, logits))}])

def softmax(logits):
    exponentials = np.exp({divided})
    return exponentials / np.sum(exponentials)

print(np.argmax(logits))
# {argmax(logits)}
print(softmax(logits))
# {softmax(logits, temperature=temperature)}
"""


def _printed(columns: tuple[str, str]) -> str:
    """Write the lines that print the names and two columns."""
    return f"""\
for name, first, second in zip(names, {columns[0]}.tolist(), {columns[1]}.tolist()):
    print(name, first, second, sep=", ")
"""


def _numbers(outputs: Outputs, array: str, temperature: float) -> str:
    """Write the lines that define the visitor's names and numbers, as Python literals."""
    logits = array.format(", ".join(map(repr, outputs.logits)))
    return f"names = {list(outputs.names)!r}\nlogits = {logits}\ntemperature = {temperature!r}"
