"""Prepared questions say what the queryset would say, each time anew."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import CharField, Count, DateTimeField, OuterRef, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from rapport.core.prepared import Prepared, Slot, filling, one_value, slots, with_constants
from rapport.programmes.choices import ParticipationState
from rapport.programmes.models import Cohort, Participation, Programme
from tests import make

pytestmark = pytest.mark.django_db


@Prepared
def by_role() -> "QuerySet[Participation, tuple[str, int, dt.datetime]]":
    return (
        Participation.objects.filter(cohort=Slot("cohort"), created_at__gt=Slot("since", DateTimeField()))
        .order_by("role")
        .values_list("role")
        .annotate(Count("pk"))
    )


@Prepared
def people() -> QuerySet[Participation]:
    return Participation.objects.filter(cohort=Slot("cohort")).select_related("profile").order_by("pk")


@pytest.fixture
def cohorts():
    few, many = make.make_cohort(), make.make_cohort()
    make.make_participation(cohort=few, role="mentor")
    for _ in range(3):
        make.make_participation(cohort=many, role="mentee")
    return few, many


def test_the_same_question_is_answered_for_each_value(cohorts):
    few, many = cohorts
    since = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)

    assert by_role.ask(cohort=few.pk, since=since) == [("mentor", 1)]
    assert by_role.ask(cohort=many.pk, since=since) == [("mentee", 3)]


def test_what_changed_between_two_askings_is_seen(cohorts):
    few, _many = cohorts
    before = [each.profile.name for each in people.ask(cohort=few.pk)]
    make.make_participation(cohort=few, role="mentor", name="Somebody New")

    assert [each.profile.name for each in people.ask(cohort=few.pk)] == [*before, "Somebody New"]


def test_moments_are_compared_as_moments(cohorts):
    few, _many = cohorts
    joined = Participation.objects.get(cohort=few).created_at
    elsewhere = dt.timezone(dt.timedelta(hours=9))

    just_before = (joined - dt.timedelta(seconds=1)).astimezone(elsewhere)
    assert by_role.ask(cohort=few.pk, since=just_before) == [("mentor", 1)]
    assert by_role.ask(cohort=few.pk, since=joined.astimezone(elsewhere)) == []


def test_rows_come_as_whole_objects_in_one_question(cohorts):
    _few, many = cohorts
    people.ask(cohort=many.pk)
    with CaptureQueriesContext(connection) as asked:
        found = people.ask(cohort=many.pk)
        names = [each.profile.name for each in found]

    assert (len(asked), found, len(names)) == (1, list(Participation.objects.filter(cohort=many)), 3)


def test_rows_bring_what_is_counted_and_what_hangs_below_them(cohorts):
    @Prepared
    def with_people() -> QuerySet[Cohort]:
        below = Cohort.objects.prefetch_related("participations").annotate(people=Count("participations"))
        return below.filter(Q(pk=Slot("one")) | Q(pk=Slot("other"))).order_by("pk")

    few, many = cohorts
    with CaptureQueriesContext(connection) as asked:
        found = with_people.ask(one=few.pk, other=many.pk)
        below = [(each.people, len(each.participations.all())) for each in found]

    assert (len(asked), found, below) == (2, [few, many], [(1, 1), (3, 3)])


def test_fields_left_out_are_loaded_when_somebody_asks(cohorts):
    @Prepared
    def named() -> QuerySet[Cohort]:
        return Cohort.objects.filter(pk=Slot("cohort")).only("name")

    few, _many = cohorts
    [found] = named.ask(cohort=few.pk)

    assert (found.get_deferred_fields() >= {"state"}, found.name, found.state) == (True, few.name, few.state)


def test_nobody_related_stays_nobody(cohorts):
    @Prepared
    def led() -> "QuerySet[Participation]":
        return Participation.objects.filter(cohort=Slot("cohort")).select_related("profile__line_manager")

    few, _many = cohorts
    [found] = led.ask(cohort=few.pk)

    assert found.profile.line_manager is None


def test_columns_that_only_sort_are_left_out():
    @Prepared
    def names() -> "QuerySet[Programme, tuple[str]]":
        return (
            Programme.objects.filter(pk=Slot("programme"))
            .distinct()
            .order_by("created_at")
            .values_list("name")
        )

    programme = make.make_programme(name="Peers")
    assert names.ask(programme=programme.pk) == [("Peers",)]


def test_what_nothing_can_fit_is_found_out_once():
    written = []

    @Prepared
    def none() -> QuerySet[Cohort]:
        written.append("SQL")
        return Cohort.objects.filter(pk=Slot("cohort"))[0:0]

    assert ([none.ask(cohort=1), none.ask(cohort=2)], written) == ([[], []], ["SQL"])


def test_other_kinds_of_rows_are_refused():
    with pytest.raises(TypeError, match="Flat"):
        Prepared(lambda: Cohort.objects.values_list("pk", flat=True)).ask()


def test_one_row_or_none(cohorts):
    few, _many = cohorts

    assert people.ask_one(cohort=few.pk) == Participation.objects.get(cohort=few)
    assert people.ask_one(cohort=0) is None


def test_a_slot_left_empty_is_an_error(cohorts):
    with pytest.raises(KeyError, match="since"):
        by_role.ask(cohort=cohorts[0].pk)


def test_the_database_is_told_values_and_never_reads_them_as_sql():
    @Prepared
    def named() -> QuerySet[Programme]:
        return Programme.objects.filter(name=Slot("name", CharField()))

    programme = make.make_programme(name="x' OR '1'='1")
    make.make_programme(name="Another")

    assert named.ask(name="x' OR '1'='1") == [programme]


def test_a_list_is_looked_for_in_a_fixed_number_of_slots(cohorts):
    @Prepared
    def named() -> QuerySet[Cohort]:
        return Cohort.objects.filter(public_id__in=slots("id", 3, CharField())).order_by("pk")

    few, many = cohorts
    assert named.ask(**filling("id", 3, [many.public_id, few.public_id])) == [few, many]
    assert named.ask(**filling("id", 3, [])) == []
    with pytest.raises(ValueError, match="'d'"):
        filling("id", 3, list("abcd"))


def test_only_plain_words_and_numbers_are_written_into_the_sql():
    sql = "SELECT '100 %%' WHERE state IN (%s, %s) AND is_pinned = %s AND name = %s LIMIT %s"

    assert with_constants(sql, (ParticipationState.ACTIVE, "O'Neil", True, "%s", 12)) == (
        "SELECT '100 %%' WHERE state IN ('active', %s) AND is_pinned = %s AND name = %s LIMIT 12",
        ("O'Neil", True, "%s"),
    )


def test_a_function_over_related_rows_is_one_value_each(cohorts):
    @Prepared
    def counted() -> "QuerySet[Cohort, tuple[int, int]]":
        own = Participation.objects.filter(cohort=OuterRef("pk"))
        return (
            Cohort.objects.filter(Q(pk=Slot("one")) | Q(pk=Slot("other")))
            .order_by("pk")
            .values_list("pk", one_value(own, "COUNT", "pk"))
        )

    few, many = cohorts
    empty = make.make_cohort()
    assert counted.ask(one=few.pk, other=many.pk) == [(few.pk, 1), (many.pk, 3)]
    assert counted.ask(one=few.pk, other=empty.pk) == [(few.pk, 1), (empty.pk, 0)]


@pytest.mark.django_db(transaction=True)
def test_several_threads_ask_at_once_without_mixing_their_values(cohorts):
    def ask(cohort):
        try:
            return {len(people.ask(cohort=cohort.pk)) for _ in range(50)}
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(ask, cohorts)) == [{1}, {3}]
