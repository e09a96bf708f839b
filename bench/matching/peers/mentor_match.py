"""mentor-match: people and rules as its own objects, one round, as its `process_data` runs it."""

import operator

import numpy as np
from bench.matching.instances import GRADES
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify, Equivalent, Grade


def sample(instance):
    return lambda: process_data(
        [Mentor(**_fields(row)) for row in instance["mentors"]],
        [Mentee(**_fields(row)) for row in instance["mentees"]],
        [_rules()],
    ), lambda found: _pairs(instance, *found)


def _fields(row):
    return row | {"email": row["email address"], "grade": GRADES.index(row["grade"])}


def _rules():
    return [
        Disqualify(lambda match: match.mentor.organisation == match.mentee.organisation),
        Grade(1, operator.eq, {True: 12, False: 0}),
        Grade(2, operator.eq, {True: 6, False: 0}),
        Grade(0, operator.le, {True: -10, False: 0}),
        Equivalent("profession", {True: 10, False: 0}),
    ]


def _pairs(instance, mentors, _mentees):
    row_of = {row["email address"]: number for number, row in enumerate(instance["mentees"])}
    return np.array(
        [(row_of[mentee.email], number) for number, mentor in enumerate(mentors) for mentee in mentor.mentees]
    )
