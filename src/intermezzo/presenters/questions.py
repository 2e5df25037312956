"""The questions about the practice with their answers, of which each is a command."""

from dataclasses import dataclass

from intermezzo.core.practice.feedback import EFFORTS
from intermezzo.core.practice.progression.offers import StepOffer
from intermezzo.core.practice.progression.questions import PracticeQuestion
from intermezzo.presenters import _
from intermezzo.presenters.practice import question_words


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """An answer: its label, its command (empty: nothing follows), and the one that takes it back, if any."""

    label: str
    command: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in one line, with its answers."""

    line: str
    answers: tuple[QuestionAnswer, ...]


def question_view(question: PracticeQuestion) -> QuestionView:
    """Return a question with its answers."""
    step = question.step
    answers = _steps(step) if step is not None else _answers(question.code)
    return QuestionView(question_words(question), answers)


def _steps(step: StepOffer) -> tuple[QuestionAnswer, ...]:
    name = step.movement.id
    undo = ("go-on", "undo", name)
    return (
        QuestionAnswer(_("Try it"), ("go-on", "try", name), undo),
        QuestionAnswer(_("Stay here"), ("go-on", "stay", name), undo),
    )


def told(line: str, answer: QuestionAnswer) -> QuestionView:
    """Return what is shown in the place of a question that was answered: what follows, with *Undo*."""
    return QuestionView(line, (QuestionAnswer(_("Undo"), answer.undo),))


def _answers(code: str) -> tuple[QuestionAnswer, ...]:
    if code.startswith("ease_"):
        return (
            QuestionAnswer(_("Easier"), ("ease", "easier"), ("ease", "undo")),
            QuestionAnswer(_("The same"), ("ease", "same"), ("ease", "undo")),
            QuestionAnswer(_("Harder"), ("ease", "harder"), ("ease", "undo")),
        )
    if code == "effort":
        labels = {"light": _("Light"), "moderate": _("Moderate"), "hard": _("Hard")}
        smooth = ("felt", "smooth")
        return tuple(QuestionAnswer(labels[one], (*smooth, "--effort", one), smooth) for one in EFFORTS)
    return {
        "signs": (QuestionAnswer(_("Show the signs"), ("show", "welcome")), QuestionAnswer(_("Not now"))),
        "gentle": (
            QuestionAnswer(_("Yes, gentle"), ("gentle", "on"), ("gentle", "off")),
            QuestionAnswer(_("As usual")),
        ),
        "still_gentle": (
            QuestionAnswer(_("Yes, gentle"), ("gentle", "on")),
            QuestionAnswer(_("Back to usual"), ("gentle", "off"), ("gentle", "on")),
        ),
        "morning": (
            QuestionAnswer(_("As usual"), ("morning", "usual"), ("morning", "undo")),
            QuestionAnswer(_("A little more"), ("morning", "little-more"), ("morning", "undo")),
            QuestionAnswer(_("Much more"), ("morning", "much-more"), ("morning", "undo")),
        ),
    }[code]
