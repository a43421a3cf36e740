"""Prepared links for a class, and two lesson plans that use them.

What a prepared link says is not written here: the functions that write its page compute it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from argsoft.state.contents import Page, page_at
from argsoft.state.scenario import (
    ADD,
    BREAK,
    LOGARITHMIC,
    MISTAKES,
    NEXT_WORD,
    PRESETS,
    SHAKEN_ARGMAX,
    STAGES,
    SURE,
    TWICE,
    TWO_FLOWERS,
    TWO_LOGITS,
    WHY,
    YOUR_OWN,
    Scenario,
)
from argsoft.teaching.outcomes import Shown
from argsoft.wording import (
    any_outputs,
    chain_rule,
    derivatives,
    flat_or_smooth,
    iris,
    playground,
    sample,
    step_by_step,
    training,
)
from argsoft.workings import Z_ITSELF


@dataclass(frozen=True)
class PreparedLink:
    """A page in a state that makes a point.

    Parameters
    ----------
    title : str
        The title of the link, which no other has.
    path : str
        The path of the page.
    scenario : Scenario
        The state of the page.
    shows : str
        What there is to see.
    why : str
        What a class learns from it.
    """

    title: str
    path: str
    scenario: Scenario
    shows: str
    why: str

    @property
    def page(self) -> Page:
        """The page that the link opens."""
        return page_at(self.path)

    @property
    def says(self) -> tuple[str, ...]:
        """The sentences on the page, word for word but without markup."""
        return tuple(text.replace("**", "") for text in SAID[self.path](self.scenario) if text)


class Stage(NamedTuple):
    """A few minutes of a lesson.

    Attributes
    ----------
    start, end : int
        When it starts and ends, in minutes.
    link : str
        The key in `PREPARED` of the link to open.
    do, ask, expect : str
        What to do, what to ask the class, and the answer to expect.
    """

    start: int
    end: int
    link: str
    do: str
    ask: str
    expect: str


class Plan(NamedTuple):
    """A lesson plan.

    Attributes
    ----------
    minutes : int
        Its length.
    aim : str
        What the class can say at the end.
    stages : tuple of Stage
        The stages, in order.
    """

    minutes: int
    aim: str
    stages: tuple[Stage, ...]


def query(link: PreparedLink) -> dict[str, str]:
    """Return the parameters that open a prepared link in exactly its state.

    Examples
    --------
    >>> query(PREPARED["close_call"])
    {'setosa': '1.43', 'versicolor': '-0.4', 'virginica': '1.38', 'temperature': '1.0'}
    """
    return Shown(link.path, link.scenario).query


# The functions that write the sentences of each page.
SAID: Mapping[str, Callable[[Scenario], tuple[str, ...]]] = MappingProxyType(
    {
        "": playground.sentences,
        "step_by_step": step_by_step.sentences,
        "flat_or_smooth": flat_or_smooth.sentences,
        "derivatives": derivatives.sentences,
        "chain_rule": chain_rule.sentences,
        "training": training.sentences,
        "iris": iris.sentences,
        "any_outputs": any_outputs.sentences,
        "sample": sample.sentences,
        "predict": lambda _: (page_at("predict").claim,),
    }
)
PREPARED: Mapping[str, PreparedLink] = MappingProxyType(
    {
        "lecture": PreparedLink(
            "The lecture’s example",
            "",
            PRESETS["lecture"],
            "Setosa is ahead. Argmax gives it all, softmax two thirds.",
            "Both answers to the same three raw outputs, side by side.",
        ),
        "close_call": PreparedLink(
            "A close call",
            "",
            PRESETS["close_call"],
            "Virginica is only 0.05 behind. Argmax looks as sure as before.",
            "Argmax hides how close it was. Softmax shows it.",
        ),
        "two_way_tie": PreparedLink(
            "A tie",
            "",
            PRESETS["two_way_tie"],
            "Two raw outputs are equal. Softmax shares; argmax takes the first in the list.",
            "To argmax a tie is not fifty-fifty: the list decides.",
        ),
        "all_equal": PreparedLink(
            "All equal",
            "",
            PRESETS["all_equal"],
            "Three equal raw outputs: a third each, and still one winner.",
            "A network that knows nothing says so only through softmax.",
        ),
        "runaway": PreparedLink(
            "One runaway",
            "",
            PRESETS["runaway"],
            "Setosa is far ahead. Softmax nearly agrees with argmax.",
            "Far from a tie the two look alike, yet no share is ever 0.",
        ),
        "stages": PreparedLink(
            "Softmax, one step at a time",
            "step_by_step",
            Scenario(stage=STAGES[0]),
            "Only the raw outputs. Press Next, and e to the power z, the sum and the shares "
            "come one by one.",
            "Ask for each number before you show it.",
        ),
        "add_the_same": PreparedLink(
            "Add 2 to all",
            "step_by_step",
            Scenario(part=ADD, shift=2.0),
            "All the numbers in between are 7 times as large. The shares are the same.",
            "Only differences between raw outputs count.",
        ),
        "break_it": PreparedLink(
            "It breaks, and is mended",
            "step_by_step",
            Scenario(part=BREAK, factor=600.0),
            "Raw outputs times 600: the formula overflows. With the largest subtracted first it "
            "works.",
            "Why every program subtracts the largest, and why that changes nothing.",
        ),
        "why_e": PreparedLink(
            "Why e?",
            "step_by_step",
            Scenario(part=WHY, instead=Z_ITSELF),
            "Divide the raw outputs by their own sum, and one share is negative.",
            "What e to the power z is needed for.",
        ),
        "twice": PreparedLink(
            "Softmax twice",
            "step_by_step",
            Scenario(part=MISTAKES, mistake=TWICE),
            "Softmax of the shares: nearly equal again.",
            "The commonest mistake in code: the loss has softmax in it already.",
        ),
        "surer": PreparedLink(
            "All times 3",
            "step_by_step",
            Scenario(part=MISTAKES, mistake=SURE),
            "Three times the raw outputs: the same answers, and a much higher share.",
            "A network can be sure without being right more often.",
        ),
        "two_flowers": PreparedLink(
            "Two flowers compared",
            "step_by_step",
            Scenario(part=MISTAKES, mistake=TWO_FLOWERS),
            "A higher raw output for Setosa, and yet a lower share.",
            "A raw output means nothing without the others of the same flower.",
        ),
        "flat": PreparedLink(
            "Flat steps, a smooth curve",
            "flat_or_smooth",
            Scenario(),
            "Setosa’s logit runs along the axis. Argmax is a step, softmax a curve with a tangent.",
            "The slope is what training follows, and argmax has none to offer.",
        ),
        "cold": PreparedLink(
            "Softmax, nearly frozen",
            "flat_or_smooth",
            Scenario(temperature=0.05),
            "At a low temperature the curve is nearly the step, and nearly as flat.",
            "A softmax close to argmax is as hard to train.",
        ),
        "cliff": PreparedLink(
            "A cliff and a hill",
            "flat_or_smooth",
            Scenario(view=TWO_LOGITS),
            "Two logits at once: argmax is a cliff between two plains, softmax a hillside.",
            "The same in a picture that you will not forget.",
        ),
        "textbook_slopes": PreparedLink(
            "The lecture’s slopes",
            "derivatives",
            Scenario(),
            "All nine slopes, and the first worked out. The lecture’s 0.21 is 0.22 here.",
            "The quotient rule with real numbers, and why rounding comes last.",
        ),
        "tie_slopes": PreparedLink(
            "No slope at a tie",
            "derivatives",
            PRESETS["two_way_tie"],
            "Where two raw outputs tie, argmax has no slope at all. Softmax is nearly at its "
            "steepest.",
            "“Always 0” is not quite true, and this is the exception.",
        ),
        "chain_softmax": PreparedLink(
            "The chain through softmax",
            "chain_rule",
            Scenario(target="Virginica"),
            "Three factors and their product. The flower is a Virginica; hold the button, and the "
            "loss falls.",
            "Training is nothing but this product, many times over.",
        ),
        "chain_argmax": PreparedLink(
            "One zero in the chain",
            "chain_rule",
            Scenario(target="Virginica", through="argmax"),
            "The same with argmax in the middle: a factor is 0, and so is the product.",
            "It is wrong, and cannot learn that it is.",
        ),
        "trained": PreparedLink(
            "Trained both ways",
            "training",
            Scenario(at=0),
            "The same start, twice. Press Train: one loss falls, the other never moves.",
            "The whole argument in one film.",
        ),
        "too_fast": PreparedLink(
            "Steps too long",
            "training",
            Scenario(rate="1000", at=200),
            "At learning rate 1000 even softmax’s loss leaps about.",
            "A slope says which way, not how far.",
        ),
        "doubtful": PreparedLink(
            "In doubt, and wrong",
            "iris",
            Scenario(flower=84),
            "Flower 84 is a Versicolor, close to the border. Argmax says Virginica, without a "
            "doubt; softmax has one.",
            "A doubt is worth something to anyone who has to decide.",
        ),
        "sure_and_wrong": PreparedLink(
            "Rather sure, and wrong",
            "iris",
            Scenario(flower=71),
            "Flower 71 is a Versicolor. The network gives 70% to Virginica.",
            "A high share is no promise. Sure is not the same as right.",
        ),
        "own_flower": PreparedLink(
            "A flower of your own",
            "iris",
            Scenario(whose=YOUR_OWN),
            "Drag a petal across the border, and see both maps answer.",
            "Argmax flips at a border; softmax’s shares cross there.",
        ),
        "source_list": PreparedLink(
            "Four outputs, one far behind",
            "any_outputs",
            Scenario(outputs=any_outputs.SOURCE_LIST, axis=LOGARITHMIC),
            "0.23, 0.99, −102 and 10, on a logarithmic axis: the smallest share is not 0.",
            "What is printed as 0.00 need not be 0.",
        ),
        "hot": PreparedLink(
            "The same four, hot",
            "any_outputs",
            Scenario(outputs=any_outputs.SOURCE_LIST, temperature=10.0),
            "At temperature 10 the shares move together. The winner stays.",
            "Temperature changes how sure, never who.",
        ),
        "two_classes": PreparedLink(
            "Only two classes",
            "any_outputs",
            Scenario(outputs="yes: 1.2, no: 0.4"),
            "Yes or no: softmax is the sigmoid of the difference.",
            "Two well-known functions are one.",
        ),
        "drawn": PreparedLink(
            "Ten draws, then a thousand",
            "sample",
            Scenario(),
            "Ten draws miss the probabilities. Draw 1,000: the outlines close in on the bars.",
            "What a probability promises, and what temperature is for.",
        ),
        "shaken": PreparedLink(
            "Argmax, shaken",
            "sample",
            Scenario(draw=SHAKEN_ARGMAX, draws=1000),
            "Noise on each logit, then argmax, 1,000 times: the wins are softmax’s probabilities.",
            "Softmax is argmax with the right noise.",
        ),
        "next_word": PreparedLink(
            "The next word",
            "sample",
            Scenario(draw=NEXT_WORD, draws=1000, top_k=3, temperature=1.4),
            "Seven words to go on with, the three likeliest kept: how a language model writes.",
            "Temperature and top-k are settings of a draw; argmax ignores them.",
        ),
        "predict": PreparedLink(
            "Guess first",
            "predict",
            Scenario(),
            "Questions with the answer hidden, on the same charts.",
            "Whoever has guessed looks closer. A good last five minutes.",
        ),
    }
)

PLANS = (
    Plan(
        15,
        "Argmax picks a winner; softmax shares the credit, and has slopes to learn from.",
        (
            Stage(
                0,
                3,
                "lecture",
                "Show three raw outputs of a network. Hands up before you point at a chart.",
                "The network puts out 1.43, −0.40 and 0.23. What does it say?",
                "Setosa: its number is the largest. That is argmax. Softmax says how far ahead.",
            ),
            Stage(
                3,
                5,
                "close_call",
                "Open it, then drag Virginica up past Setosa.",
                "Virginica has nearly caught up. Which of the two charts tells you?",
                "Only softmax. Argmax looks the same until it flips.",
            ),
            Stage(
                5,
                8,
                "stages",
                "Press Next three times, and let the class say each number first.",
                "Why not simply divide each raw output by their sum?",
                "−0.40 would become a negative share. e to the power z is never negative.",
            ),
            Stage(
                8,
                11,
                "flat",
                "Drag Setosa slowly across the jump.",
                "Nudge Setosa’s logit a little. How much does argmax’s output change?",
                "Not at all: its slope is 0. Softmax’s changes a little, wherever you stand.",
            ),
            Stage(
                11,
                15,
                "trained",
                "Take a vote before you open it. Then press Train.",
                "Training follows slopes. Which of these two networks will learn?",
                "The one through softmax. So: train with softmax, classify with argmax.",
            ),
        ),
    ),
    Plan(
        45,
        "Why a network is trained through softmax and read through argmax, with the numbers.",
        (
            Stage(
                0,
                5,
                "lecture",
                "Name the words: class, raw output or logit, argmax, softmax, share.",
                "What is the same in both charts, and what is not?",
                "The same winner, and both add up to 1. Argmax is all or nothing.",
            ),
            Stage(
                5,
                8,
                "close_call",
                "Ask before you open it: everyone writes down two charts.",
                "Virginica rises to 1.38. Draw both charts.",
                "Argmax stays as it was. Softmax has two bars of nearly the same height.",
            ),
            Stage(
                8,
                11,
                "two_way_tie",
                "Open it, then press “All equal”.",
                "At an exact tie, what does argmax answer?",
                "Still one winner: the first in the list. Only softmax shows the tie.",
            ),
            Stage(
                11,
                16,
                "stages",
                "Press Next; the class computes each number with a calculator.",
                "What happens to a raw output below 0?",
                "It becomes a small number above 0, and so a small share, never a negative one.",
            ),
            Stage(
                16,
                19,
                "add_the_same",
                "Drag “Add to all” back and forth.",
                "Add 2 to all three. Which shares grow?",
                "None. All parts and their sum grow 7.39 times, and that cancels.",
            ),
            Stage(
                19,
                24,
                "flat",
                "Drag Setosa across the jump, then lower the temperature.",
                "Where is argmax’s slope not 0?",
                "Nowhere. At the jump it has none. Softmax leans everywhere.",
            ),
            Stage(
                24,
                29,
                "textbook_slopes",
                "Work out p × (1 − p) on the board, then point at the other entries.",
                "Why does each row add up to 0?",
                "Raise all three together and nothing changes; what one gains, the others lose.",
            ),
            Stage(
                29,
                33,
                "chain_argmax",
                "Hold the button: nothing moves. Put softmax in the middle, and hold it again.",
                "Argmax is wrong here. Why can it not learn that?",
                "One factor is 0, so the product is 0: no weight is told where to go.",
            ),
            Stage(
                33,
                38,
                "trained",
                "Take a vote before you open it. Press Train; then set “Show step” to 200, and "
                "look at the table below.",
                "Which loss falls? And who answers in the end?",
                "Only the one through softmax. In the end argmax of its raw outputs answers.",
            ),
            Stage(
                38,
                41,
                "sure_and_wrong",
                "Show the flower on both maps, then the list of all that the network gets wrong.",
                "70% for Virginica: how often is it one?",
                "This number cannot say. It is how sure the network is; only counting can tell.",
            ),
            Stage(
                41,
                45,
                "predict",
                "Everyone on their own phone or laptop.",
                "What will softmax do? Guess first: who is sure, and why?",
                "Wrong guesses are the interesting ones: let someone explain theirs.",
            ),
        ),
    ),
)
