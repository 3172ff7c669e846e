"""The two things that stop an operation without being a bug of ours."""

from __future__ import annotations


class UserError(Exception):
    """Something a person can put right: one Vietnamese sentence saying what, where, what to do.

    Nothing has been changed when it is raised. Any other exception is a bug.

    Attributes:
        code: stable name for scripts, for example ``unknown_code``.
        message: the sentence as shown, without a line break.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class FileProblem(UserError):
    """The file is in use, damaged, missing, of a newer version, or can't be written."""


class Cancelled(Exception):
    """The person pressed Hủy; what was begun has been taken back."""
