"""The whole course of the scene: everything that is true, before anybody records it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo import codes
from demo.codes import Array
from demo.quang_ninh.cases import Drawn, draw_cases
from demo.quang_ninh.detection import Detection, detect
from demo.quang_ninh.facts import Facts
from demo.quang_ninh.outcomes import Outcomes, close
from demo.quang_ninh.people import People
from demo.quang_ninh.states import States, advance, first_states, mark_dying, scene
from demo.quang_ninh.targets import at_w08_end, at_w09_end
from demo.quang_ninh.weeks import START, W08_END, W09_END, W09_START


@dataclass(frozen=True)
class Story:
    drawn: Drawn
    detection: Detection
    outcomes: Outcomes
    states: dict[int, States]  # by the day of the cut-off

    def active_on(self, today: int) -> Array:
        return self.outcomes.active_on(self.drawn.announced, today)


def tell(facts: Facts, people: People, rng: np.random.Generator) -> Story:
    drawn = draw_cases(facts, people, rng)
    detection = detect(facts, drawn, rng)
    outcomes = close(facts, people, drawn, rng)
    active8 = outcomes.active_on(drawn.announced, W08_END)
    active9 = outcomes.active_on(drawn.announced, W09_END)
    n8, n9 = int(active8.sum()), int(active9.sum())
    s = scene(facts, people, drawn, detection.found, detection.silent, rng)
    start = first_states(s, (drawn.announced <= W08_END) & ~active8, rng)
    fate = np.where(outcomes.date > W08_END, outcomes.outcome, codes.OPEN)
    targets8, week8 = at_w08_end(facts, n8, n9), (START, W08_END)
    states8 = advance(s, start, active8, fate, targets8, week8, rng)
    no_fate = np.zeros_like(fate)
    targets9, week9 = at_w09_end(facts, n9), (W09_START, W09_END)
    states9 = advance(s, states8, active9, no_fate, targets9, week9, rng)
    for today, states in ((W08_END, states8), (W09_END, states9)):
        _mark_dead(drawn, outcomes, states, today)
    return Story(drawn, detection, outcomes, {W08_END: states8, W09_END: states9})


def _mark_dead(drawn: Drawn, outcomes: Outcomes, states: States, today: int) -> None:
    """The dead keep the state they had; the others of them were admitted the day before."""
    dead = (outcomes.outcome == codes.DEAD) & (outcomes.date <= today)
    rows = np.flatnonzero(dead & (states.support != codes.IMV))
    mark_dying(states, rows, np.maximum(drawn.announced[rows], outcomes.date[rows] - 1))
