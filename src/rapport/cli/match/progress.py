"""Progress on a terminal: one line that is written over; elsewhere a line for each new step."""

from typing import TextIO


class Progress:
    """Shows how far the work is."""

    def __init__(self, stream: TextIO, *, is_quiet: bool) -> None:
        self.stream, self.is_quiet = stream, is_quiet
        self.is_terminal = stream.isatty()
        self.last_words = ""

    def show(self, share: float, words: str) -> None:
        """Show `share`, from 0 to 1, and what is going on."""
        if self.is_quiet:
            return
        if self.is_terminal:
            print(f"\r{share:4.0%}  {words:<40}", end="", file=self.stream, flush=True)
        elif words != self.last_words:
            print(f"{share:4.0%}  {words}", file=self.stream, flush=True)
        self.last_words = words

    def finish(self) -> None:
        """Leave the line."""
        if self.is_terminal and self.last_words and not self.is_quiet:
            print(file=self.stream)
