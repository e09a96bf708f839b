"""Criteria that say whose turn it is."""

import numpy as np
from django.utils.translation import gettext as _

from matchmaker.arrays import Floats
from rapport.matching.engine_adapter.scoring.criterion import Criterion
from rapport.matching.engine_adapter.sentences import Voices, name_of, to_either


class UnmatchedBefore(Criterion):
    """Full points with every mentor for who found no match before: it moves them up, and nobody to another mentor."""

    asks = False
    is_for_staff = True

    def shares(self) -> Floats:
        waited = [float(person.was_unmatched) for person in self.everyone.mentees.people]
        return np.repeat(np.array(waited)[:, None], len(self.everyone.mentors), axis=1)

    def reason(self, row: int, column: int) -> Voices:  # noqa: ARG002 - the mentor plays no part
        mentee = self.everyone.mentees.people[row]
        if mentee.was_unmatched:
            sentence = _("%(name)s came before and found no match.") % {"name": name_of(mentee, "mentee")}
        else:
            sentence = _("There is nothing to make up for here.")
        return to_either(sentence, sentence)
