"""Child processes that never outlive the process that started them."""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1


def follow_starter() -> None:
    """Let a process made by `multiprocessing` stop when its maker says so, or ends, however that happens.

    Ctrl-C reaches the maker alone: the web server's workers hang when they hear of the end twice.
    Nothing is lost by a sudden end: all work that matters is a row in the database.
    """
    os.setpgrp()
    starter = multiprocessing.parent_process()
    if starter is not None and starter.pid is not None:
        end_with(starter.pid, signal.SIGKILL)


def end_with(parent: int, last_word: signal.Signals) -> None:
    """Let the kernel signal this process when its parent ends; where no kernel offers that, a thread watches."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, last_word, 0, 0, 0)
        if os.getppid() != parent:  # it ended before the kernel was asked
            os.kill(os.getpid(), last_word)
    else:
        threading.Thread(target=_watch, args=(parent, last_word), daemon=True).start()


def _watch(parent: int, last_word: signal.Signals) -> None:
    tick = threading.Event()
    while os.getppid() == parent:
        tick.wait(0.5)
    os.kill(os.getpid(), last_word)
