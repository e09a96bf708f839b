"""Progress: one line on a terminal, a line a step elsewhere."""

import io

from rapport.cli.match.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def shown_on(stream, *, is_quiet=False):
    progress = Progress(stream, is_quiet=is_quiet)
    for share, words in ((0.0, "Comparing"), (0.25, "Comparing"), (1.0, "Done")):
        progress.show(share, words)
    progress.finish()
    return stream.getvalue()


def test_terminal_line_is_written_over():
    lines = shown_on(Terminal()).split("\r")
    assert [line.split() for line in lines] == [
        [],
        ["0%", "Comparing"],
        ["25%", "Comparing"],
        ["100%", "Done"],
    ]
    assert lines[-1].endswith("\n")


def test_elsewhere_each_step_is_a_line():
    assert shown_on(io.StringIO()) == "  0%  Comparing\n100%  Done\n"


def test_quiet_shows_nothing():
    assert shown_on(Terminal(), is_quiet=True) == ""
