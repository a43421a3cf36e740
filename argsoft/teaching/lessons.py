"""Prepared links for a class, and two lesson plans that use them.

What a prepared link says is not written here: the functions that write its page compute it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from argsoft.language import N_
from argsoft.state.contents import Page, page_at
from argsoft.state.results import along
from argsoft.state.scenario import (
    ADD,
    BREAK,
    LOGARITHMIC,
    MISTAKES,
    NEXT_WORD,
    PRESETS,
    SHAKEN_ARGMAX,
    STAGES,
    STRAIGHT_THROUGH,
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
        The title of the link, which no other has; to be translated, as are the other texts.
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
    ask, then, expect : str
        What to ask the class, what to do then, and the answer to expect; to be translated.
    vote : str
        The key in `argsoft.teaching.votes.VOTES` of what a room can vote on; "" for nothing.
    hide : str
        What to hide until the class has answered, as the field `hide` of a scenario.
    """

    start: int
    end: int
    link: str
    ask: str
    then: str
    expect: str
    vote: str = ""
    hide: str = ""


class Plan(NamedTuple):
    """A lesson plan.

    Attributes
    ----------
    minutes : int
        Its length.
    aim : str
        What the class can say at the end; to be translated.
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
        "flat_or_smooth": lambda scenario: flat_or_smooth.sentences(*along([scenario])),
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
            N_("StatQuest’s example"),
            "",
            PRESETS["lecture"],
            N_("Argmax gives Setosa all, softmax two thirds."),
            N_("Both answers to the same logits, side by side."),
        ),
        "close_call": PreparedLink(
            N_("A close call"),
            "",
            PRESETS["close_call"],
            N_("Virginica is just behind. Argmax does not change."),
            N_("Argmax hides how close it was. Softmax shows it."),
        ),
        "two_way_tie": PreparedLink(
            N_("A tie"),
            "",
            PRESETS["two_way_tie"],
            N_("Two equal logits: softmax shares, argmax takes the first."),
            N_("Mathematically, arg max is a set: NumPy takes its first member."),
        ),
        "all_equal": PreparedLink(
            N_("All equal"),
            "",
            PRESETS["all_equal"],
            N_("Three equal logits: a third each, and still one winner."),
            N_("A network that knows nothing says so only through softmax."),
        ),
        "runaway": PreparedLink(
            N_("One runaway"),
            "",
            PRESETS["runaway"],
            N_("Setosa is far ahead. Softmax nearly agrees with argmax."),
            N_("They look alike, yet no probability is ever 0."),
        ),
        "stages": PreparedLink(
            N_("Softmax, one step at a time"),
            "step_by_step",
            Scenario(stage=STAGES[0]),
            N_("Press Next: e to the power z, the sum, the probabilities, one by one."),
            N_("Ask for each number before you show it."),
        ),
        "add_the_same": PreparedLink(
            N_("Add 2 to all"),
            "step_by_step",
            Scenario(part=ADD, shift=2.0),
            N_("All numbers between are 7.39 times as large, the probabilities the same."),
            N_("Only differences between logits count."),
        ),
        "break_it": PreparedLink(
            N_("Break the formula, and mend it"),
            "step_by_step",
            Scenario(part=BREAK, factor=600.0),
            N_("Logits times 600: the formula overflows. Subtract the largest first."),
            N_("Why every program does that, and nothing changes."),
        ),
        "why_e": PreparedLink(
            N_("Why e?"),
            "step_by_step",
            Scenario(part=WHY, instead=Z_ITSELF),
            N_("Logits divided by their sum: one is negative."),
            N_("What e to the power z is needed for."),
        ),
        "twice": PreparedLink(
            N_("Softmax twice"),
            "step_by_step",
            Scenario(part=MISTAKES, mistake=TWICE),
            N_("Softmax of the probabilities: nearly equal again."),
            N_("The most common mistake in code: the loss already has softmax."),
        ),
        "surer": PreparedLink(
            N_("All times 3"),
            "step_by_step",
            Scenario(part=MISTAKES, mistake=SURE),
            N_("Logits times 3: the same answers, a much higher probability."),
            N_("More confident is not more often right."),
        ),
        "two_flowers": PreparedLink(
            N_("Two flowers compared"),
            "step_by_step",
            Scenario(part=MISTAKES, mistake=TWO_FLOWERS),
            N_("A higher logit for Setosa, yet a lower probability."),
            N_("A logit means nothing without the others of its flower."),
        ),
        "flat": PreparedLink(
            N_("Flat steps, a smooth curve"),
            "flat_or_smooth",
            Scenario(),
            N_("Along Setosa’s logit, argmax is a step, softmax a curve."),
            N_("Training follows the slope. Argmax’s is 0; softmax’s never is."),
        ),
        "cold": PreparedLink(
            N_("Softmax, nearly frozen"),
            "flat_or_smooth",
            Scenario(temperature=0.05),
            N_("At a low temperature, the curve is nearly the step."),
            N_("A softmax close to argmax is as hard to train."),
        ),
        "cliff": PreparedLink(
            N_("A cliff and a hill"),
            "flat_or_smooth",
            Scenario(view=TWO_LOGITS),
            N_("Over two logits, argmax is a cliff, softmax a hillside."),
            N_("The same, as a landscape."),
        ),
        "textbook_slopes": PreparedLink(
            N_("StatQuest’s slopes"),
            "derivatives",
            Scenario(),
            N_("All nine slopes, the first worked out. The video’s differ a little."),
            N_("The quotient rule with real numbers, and why rounding comes last."),
        ),
        "tie_slopes": PreparedLink(
            N_("Undefined at a tie"),
            "derivatives",
            PRESETS["two_way_tie"],
            N_("Two logits tie: argmax’s slope is undefined, softmax’s near its largest."),
            N_("The exception to “always 0”."),
        ),
        "chain_softmax": PreparedLink(
            N_("The chain through softmax"),
            "chain_rule",
            Scenario(target="Virginica"),
            N_("Every factor and the product. Hold the button, and the loss falls."),
            N_("Training is nothing but this product, many times over."),
        ),
        "soft_target": PreparedLink(
            N_("A soft target"),
            "chain_rule",
            Scenario(target="Virginica", smoothing=0.2),
            N_("With label smoothing, finite logits reach the target."),
            N_("The gradient can be 0 while the loss is not."),
        ),
        "chain_argmax": PreparedLink(
            N_("One zero in the chain"),
            "chain_rule",
            Scenario(target="Virginica", through="argmax"),
            N_("The same through argmax: one factor is 0, and so is the product."),
            N_("It is wrong, and cannot learn that it is."),
        ),
        "trained": PreparedLink(
            N_("Trained both ways"),
            "training",
            Scenario(at=0),
            N_("Press Train: one loss falls, the other never moves."),
            N_("The whole argument in one film."),
        ),
        "straight_through": PreparedLink(
            N_("Straight-through"),
            "training",
            Scenario(versus=STRAIGHT_THROUGH, at=0),
            N_("Argmax forward, softmax’s slope backward: now both losses fall."),
            N_("The way out: swap the zero, only on the way back."),
        ),
        "too_fast": PreparedLink(
            N_("Learning rate too high"),
            "training",
            Scenario(rate="1000", at=200),
            N_("At learning rate 1000, even softmax’s loss oscillates."),
            N_("A slope says which way, not how far."),
        ),
        "doubtful": PreparedLink(
            N_("In doubt, and wrong"),
            "iris",
            Scenario(flower=84),
            N_("A Versicolor near the border. Argmax says Virginica; softmax has a doubt."),
            N_("A doubt helps whoever has to decide."),
        ),
        "sure_and_wrong": PreparedLink(
            N_("Rather confident, and wrong"),
            "iris",
            Scenario(flower=71),
            N_("A Versicolor. The network gives most to Virginica."),
            N_("A high probability is no promise."),
        ),
        "own_flower": PreparedLink(
            N_("A flower of your own"),
            "iris",
            Scenario(whose=YOUR_OWN),
            N_("Drag it across the border: both maps answer."),
            N_("Argmax flips at a border; softmax’s probabilities cross there."),
        ),
        "source_list": PreparedLink(
            N_("Four outputs, one far behind"),
            "any_outputs",
            Scenario(outputs=any_outputs.SOURCE_LIST, axis=LOGARITHMIC),
            N_("One logit is far below. On a logarithmic axis, its probability is not 0."),
            N_("What is printed as 0 need not be 0."),
        ),
        "hot": PreparedLink(
            N_("The same four, hot"),
            "any_outputs",
            Scenario(outputs=any_outputs.SOURCE_LIST, temperature=10.0),
            N_("At temperature 10 the probabilities move together. The winner stays."),
            N_("Temperature changes how confident, never who."),
        ),
        "two_classes": PreparedLink(
            N_("Only two classes"),
            "any_outputs",
            Scenario(outputs="yes: 1.2, no: 0.4"),
            N_("Yes or no: softmax is the sigmoid of the difference."),
            N_("Two well-known functions are one."),
        ),
        "drawn": PreparedLink(
            N_("Ten draws, then a thousand"),
            "sample",
            Scenario(),
            N_("Ten draws miss the probabilities; 1,000 come close."),
            N_("What a probability promises, and what temperature is for."),
        ),
        "shaken": PreparedLink(
            N_("Argmax, shaken"),
            "sample",
            Scenario(draw=SHAKEN_ARGMAX, draws=1000),
            N_("Noise, then argmax, 1,000 times: the wins are softmax’s probabilities."),
            N_("Softmax is argmax with the right noise."),
        ),
        "next_word": PreparedLink(
            N_("The next word"),
            "sample",
            Scenario(draw=NEXT_WORD, draws=1000, top_k=3, temperature=1.4),
            N_("Seven possible words, the three likeliest kept: how a language model writes."),
            N_("Temperature and top-k are settings of a draw; argmax ignores them."),
        ),
        "predict": PreparedLink(
            N_("Guess first"),
            "predict",
            Scenario(),
            N_("Questions with the answer hidden, on the same charts."),
            N_("Good for the last five minutes."),
        ),
    }
)

PLANS = (
    Plan(
        15,
        N_("Argmax picks a winner; softmax shares the credit, and has slopes to learn from."),
        (
            Stage(
                0,
                3,
                "lecture",
                N_("A network gives each of three species a logit. What does it answer?"),
                N_("Point at argmax’s chart, then at softmax’s."),
                N_(
                    "Setosa: its logit is the largest. That is argmax. Softmax also says how far "
                    "ahead it is."
                ),
                vote="winner",
            ),
            Stage(
                3,
                5,
                "close_call",
                N_("Virginica has nearly caught up. Which of the two charts tells you?"),
                N_("Drag Virginica up past Setosa."),
                N_(
                    "Only softmax’s. Argmax’s stays as it is until it flips: its 1 is no certainty."
                ),
                vote="which tells",
            ),
            Stage(
                5,
                8,
                "stages",
                N_("Why not simply divide each logit by their sum?"),
                N_("Press Next three times, and let the class say each number first."),
                N_(
                    "Versicolor’s logit is negative, and so would be the result. e to the power z "
                    "never is."
                ),
                vote="why not divide",
            ),
            Stage(
                8,
                11,
                "flat",
                N_("Nudge Setosa’s logit a little. How much does argmax’s output change?"),
                N_("Drag Setosa slowly across the jump."),
                N_(
                    "Not at all: its slope is 0. Softmax’s output changes a little; its slope is "
                    "never 0."
                ),
                vote="slope",
            ),
            Stage(
                11,
                15,
                "trained",
                N_("Training follows slopes. Which of these two networks will learn?"),
                N_("Take a vote, then press Train."),
                N_("The one through softmax. So: train with softmax, classify with argmax."),
                vote="training",
            ),
        ),
    ),
    Plan(
        45,
        N_("Why a network is trained through softmax and read through argmax, with the numbers."),
        (
            Stage(
                0,
                4,
                "lecture",
                N_("What is the same in both charts, and what is not?"),
                N_("Name the words: class, logit, argmax, index, one-hot, softmax, probability."),
                N_("The same winner, and both sum to 1. Argmax is all or nothing."),
                vote="alike",
            ),
            Stage(
                4,
                7,
                "close_call",
                N_("Virginica has nearly caught up. Draw both charts."),
                N_("Let neighbours compare, then press “Show what is hidden”."),
                N_("Argmax stays as it was. Softmax has two bars of nearly the same height."),
                hide="argmax,softmax",
            ),
            Stage(
                7,
                9,
                "two_way_tie",
                N_("At an exact tie, what does argmax answer?"),
                N_("Press “Show what is hidden”, then “All equal”."),
                N_(
                    "NumPy takes the first in the list. Mathematically, arg max is the set of all "
                    "that tie."
                ),
                vote="tie",
                hide="argmax,softmax",
            ),
            Stage(
                9,
                13,
                "stages",
                N_("What happens to a logit below 0?"),
                N_("Press Next; the class computes each number with a calculator."),
                N_(
                    "It becomes a small number above 0, and so a small probability, never a "
                    "negative one."
                ),
                vote="below zero",
            ),
            Stage(
                13,
                15,
                "add_the_same",
                N_("Add 2 to all three logits. Which probabilities grow?"),
                N_("Drag “Add to all” back and forth."),
                N_(
                    "None. Each e to the power z and their sum grow by the same factor, and that "
                    "cancels."
                ),
                vote="adding",
            ),
            Stage(
                15,
                19,
                "flat",
                N_("Where is argmax’s slope not 0?"),
                N_("Drag Setosa across the jump, then lower the temperature."),
                N_(
                    "Nowhere: at the jump it is undefined. Softmax’s slope is never 0, though it "
                    "can be tiny."
                ),
                vote="where",
            ),
            Stage(
                19,
                23,
                "textbook_slopes",
                N_("Why does each row add up to 0?"),
                N_("Work out p times (1 − p) on the board, then click the other entries."),
                N_(
                    "Raise all three together and nothing changes; what one gains, the others lose."
                ),
                vote="rows",
            ),
            Stage(
                23,
                27,
                "chain_argmax",
                N_("Argmax is wrong here. Why can it not learn that?"),
                N_("Hold the button: nothing moves. Choose softmax, and hold it again."),
                N_(
                    "One factor is 0, so the product is 0: the gradient says nothing about any "
                    "weight."
                ),
                vote="zero factor",
            ),
            Stage(
                27,
                31,
                "trained",
                N_("Which loss falls? And who answers in the end?"),
                N_("Take a vote, then press Train. Look at the confusion matrix below."),
                N_("Only the one through softmax. In the end, argmax of its logits answers."),
                vote="training",
            ),
            Stage(
                31,
                34,
                "straight_through",
                N_("Argmax forward, softmax’s slope backward: will it learn?"),
                N_("Take a vote, then press Train."),
                N_(
                    "Yes. Only the zero on the way back was in the way, and another slope "
                    "replaced it."
                ),
                vote="straight",
            ),
            Stage(
                34,
                38,
                "shaken",
                N_(
                    "Add noise to each logit, take argmax, and count. What do the counts look like?"
                ),
                N_("Show what is hidden. Then change the temperature, and draw again."),
                N_("Like softmax’s probabilities: with Gumbel noise, they are exactly these."),
                vote="counts",
                hide="softmax",
            ),
            Stage(
                38,
                41,
                "sure_and_wrong",
                N_("Softmax gives most to Virginica. How often is such an answer right?"),
                N_("Show the flower on both maps. Then look at all 150, each held out."),
                N_(
                    "This number cannot say. It is how confident the network is; only counting "
                    "can tell."
                ),
            ),
            Stage(
                41,
                45,
                "predict",
                N_("What will softmax do?"),
                N_("Everyone guesses first, on their own phone or laptop."),
                N_("Wrong guesses are the interesting ones: let someone explain theirs."),
            ),
        ),
    ),
)


class Step(NamedTuple):
    """A step of a lesson that is led.

    Attributes
    ----------
    plan : Plan
        The lesson.
    place : int
        The index of the step.
    """

    plan: Plan
    place: int

    @property
    def stage(self) -> Stage:
        """What happens in this step."""
        return self.plan.stages[self.place]

    @property
    def link(self) -> PreparedLink:
        """The page that the step opens, and its state."""
        return PREPARED[self.stage.link]

    @property
    def before(self) -> "Step | None":
        """The step before; None for the first."""
        return Step(self.plan, self.place - 1) if self.place else None

    @property
    def after(self) -> "Step | None":
        """The step after; None for the last."""
        place = self.place + 1
        return Step(self.plan, place) if place < len(self.plan.stages) else None

    @property
    def query(self) -> dict[str, str]:
        """Parameters that open the step in exactly its state; an open room stays, and its check."""
        stay = ("room", "check_seed")
        own = {field: value for field, value in query(self.link).items() if field not in stay}
        return own | {
            "hide": self.stage.hide,
            "lesson": str(self.plan.minutes),
            "lesson_step": str(self.place + 1),
        }


def step_of(lesson: str, number: int) -> Step | None:
    """Look up a step of a lesson; None without a lesson.

    Parameters
    ----------
    lesson : str
        Its minutes, or "".
    number : int
        Counted from 1; above the last step, the last one is meant.

    Examples
    --------
    >>> step_of("15", 2).link.title, step_of("15", 9).link.title, step_of("", 2)
    ('A close call', 'Trained both ways', None)
    """
    plan = next((each for each in PLANS if str(each.minutes) == lesson), None)
    return plan and Step(plan, min(number, len(plan.stages)) - 1)
