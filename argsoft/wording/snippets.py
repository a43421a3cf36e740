"""Scripts that compute what the page shows, from the visitor's numbers."""

from collections.abc import Sequence

from argsoft.selection import argmax
from argsoft.softmax import softmax
from argsoft.state.outputs import Outputs

_PRINT = """\
for name, chosen, probability in zip(names, one_hot.tolist(), probabilities.tolist()):
    print(name, chosen, probability, sep=", ")
"""


def numpy_snippet(outputs: Outputs, *, temperature: float = 1.0) -> str:
    """Write a NumPy script that prints argmax and softmax of these raw outputs.

    Examples
    --------
    >>> from argsoft.state.outputs import parse_outputs
    >>> exec(numpy_snippet(parse_outputs("cat: 2, dog: 2")))
    cat, 1, 0.5
    dog, 0, 0.5
    """
    return f"""\
import numpy as np

{_numbers(outputs, "np.array([{}])", temperature)}
one_hot = (np.arange(logits.size) == logits.argmax()).astype(int)
exponentials = np.exp((logits - logits.max()) / temperature)
probabilities = exponentials / exponentials.sum()

{_PRINT}"""


def torch_snippet(outputs: Outputs, *, temperature: float = 1.0) -> str:
    """Write the same script in PyTorch.

    Examples
    --------
    >>> from argsoft.state.outputs import parse_outputs
    >>> print(torch_snippet(parse_outputs("cat: 2, dog: 2")).splitlines()[5])
    probabilities = torch.softmax(logits / temperature, dim=-1)
    """
    return f"""\
import torch

{_numbers(outputs, "torch.tensor([{}], dtype=torch.float64)", temperature)}
probabilities = torch.softmax(logits / temperature, dim=-1)
one_hot = torch.nn.functional.one_hot(logits.argmax(), num_classes=logits.numel())

{_PRINT}"""


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

print(np.argmax(logits))  # {argmax(logits)}
print(softmax(logits))  # {softmax(logits, temperature=temperature)}
"""


def _numbers(outputs: Outputs, array: str, temperature: float) -> str:
    """Write the lines that define the visitor's names and numbers, as Python literals."""
    logits = array.format(", ".join(map(repr, outputs.logits)))
    return f"names = {list(outputs.names)!r}\nlogits = {logits}\ntemperature = {temperature!r}"
