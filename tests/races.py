"""Several who do something at the same moment, each with a connection of their own."""

import threading

from django.db import connections

PATIENCE = 20


def at_once(*acts):
    """Do several things in as many threads, each with a connection of its own; return what came of each."""
    start, outcomes = threading.Barrier(len(acts), timeout=PATIENCE), {}

    def do(place, act):
        try:
            start.wait()
            outcomes[place] = act()
        except Exception as refusal:  # noqa: BLE001 - the test looks at whatever came
            outcomes[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE)
    return [outcomes[place] for place in range(len(acts))]


def kinds(outcomes):
    """Return of which kinds the outcomes are, in the order of their names."""
    return sorted(type(outcome).__name__ for outcome in outcomes)
