"""Listens to the queue until the process is told to stop."""

import signal

from rapport.jobs import sweeps
from rapport.jobs.queue import queue, sweep_all

SECONDS_TO_FINISH = 5
LONGEST_DEAFNESS = 0.5
SECONDS_BETWEEN_LOOKS = 10


def consume() -> None:
    """Do jobs until SIGINT or SIGTERM; what is being done then has a few seconds to end."""
    queue.storage.initialize_schema()
    consumer = queue.create_consumer(
        workers=len(sweeps.SWEEPERS) + 1, max_delay=LONGEST_DEAFNESS, shutdown_timeout=SECONDS_TO_FINISH
    )
    consumer.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sweeps.stopping.set())
    sweep_all()
    while not sweeps.stopping.wait(SECONDS_BETWEEN_LOOKS):
        consumer.check_worker_health()
    consumer.stop(graceful=True)
