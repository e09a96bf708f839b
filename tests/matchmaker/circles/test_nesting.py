"""Groups nest or they do not, as comparing every two of them says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.circles.nesting import nesting_of

GROUPS = st.integers(0, 6).flatmap(
    lambda people: st.integers(0, 3).flatmap(
        lambda caps: st.lists(
            st.lists(st.integers(-1, 1), min_size=caps, max_size=caps), min_size=people, max_size=people
        ).map(lambda rows: np.array(rows, dtype=np.int64).reshape(people, caps))
    )
)


@given(GROUPS)
def test_nesting_is_that_of_the_sets(groups):
    groups = np.where(groups >= 0, groups + 2 * np.arange(groups.shape[1]), -1)
    size = 2 * groups.shape[1]
    members = [{i for i, row in enumerate(groups.tolist()) if group in row} for group in range(size)]
    nest = all(not a & b or a <= b or b <= a for a in members for b in members)
    found = nesting_of(groups, size, np.ones(len(groups), dtype=bool))
    assert (found is not None) == nest
    if found is None:
        return
    for group, parent in enumerate(found.parent.tolist()):
        assert parent < 0 or members[group] <= members[parent]
    for person, row in enumerate(groups.tolist()):
        chain, group = [], int(found.smallest[person])
        while group >= 0:
            chain.append(group)
            group = int(found.parent[group])
        assert sorted(chain) == sorted(group for group in row if group >= 0)


def test_people_who_do_not_count_cross_nothing():
    crossing = np.array([[0, 2], [0, 3], [1, 2]])
    everybody = np.ones(3, dtype=bool)
    assert nesting_of(crossing, 4, everybody) is None
    assert nesting_of(crossing, 4, np.array([True, True, False])) is not None
