"""Error roots: what a user can mend, and what is ours to mend."""

from __future__ import annotations


class GiaobanError(Exception):
    """Root of every error raised on purpose."""


class UserError(GiaobanError):
    """Something the user can mend. The message and the next step are Vietnamese and name no person."""

    def __init__(self, code: str, message: str, next_step: str = "") -> None:
        super().__init__(f"{message} {next_step}".strip())
        self.code = code
        self.message = message
        self.next_step = next_step


class OursToMend(GiaobanError):
    """A state the program should never reach; logged with enough to repair it."""
