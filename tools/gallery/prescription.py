"""A made-up prescription, four days into its week."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QWidget

from intermezzo.core.history.events import Event, EventKind
from intermezzo.core.practice.prescription import Exercise, OpenExercise, Prescription, due, steps
from intermezzo.core.practice.selection import DEFAULT_LEVEL
from intermezzo.engine.engine import Engine
from intermezzo.presenters import _
from intermezzo.presenters.library.prescription import PrescriptionsView, own_movement, prescription_view
from intermezzo.ui.library.window import LibraryWindow


def plan_windows(engine: Engine, now: datetime) -> Iterator[tuple[str, QWidget]]:
    """The prescription, and the form that it is written in."""
    movements = {one.id: one for one in engine.state.movements}
    today = engine.state.recorder.day(now)
    monday = today - timedelta(days=today.weekday())
    how = _("Up on both feet, down slowly on one, heel below the step.")
    prescription = Prescription(
        "hip", _("Hip and ankle"), monday - timedelta(days=7), today + timedelta(days=30),
        (
            Exercise("hinge", movements["wall_hip_hinge"], sets=2, reps=8, days=("mon", "wed", "fri")),
            Exercise("squat", movements["wall_squat"], sets=3, hold=20, rest=40, every=2),
            Exercise(
                "raises", own_movement("raises", _("Heel raises on the step"), how), own=True,
                instructions=how, sets=3, reps=12, rest=45, load="2 kg",
            ),
            Exercise("march", movements["seated_march"], times=2),
        ),
        by="Jane Doe",
    )  # fmt: skip
    window = LibraryWindow(lambda: 0.0)
    rows = _lived(prescription, monday, today, now)
    window.prescription.set_view(
        PrescriptionsView((prescription_view(prescription, rows, today, DEFAULT_LEVEL),))
    )
    window.show_page("prescription")
    yield "prescription", window
    form = LibraryWindow(lambda: 0.0)
    form.prescription.edit_prescription(prescription, movements, today)
    form.show_page("prescription")
    yield "prescription-form", form


def _lived(prescription: Prescription, monday: date, today: date, now: datetime) -> list[Event]:
    """Every set of the week's days before today, but for one that was left out."""
    rows = []
    for n in range((today - monday).days):
        day = monday + timedelta(days=n)
        for place, exercise in enumerate(prescription.exercises):
            if not due(prescription, exercise, day) or (n, place) == (1, 2):
                continue
            for time in range(exercise.times):
                for step in steps(OpenExercise(prescription, exercise)):
                    number = f"{day}-{exercise.id}-{time}-{step.number}"
                    rows.append(
                        Event(
                            number,
                            EventKind.STEP,
                            now,
                            0,
                            day,
                            occurrence=f"{day}-{time}",
                            seconds=step.seconds,
                            detail=step.detail(),
                        )
                    )
    return rows
