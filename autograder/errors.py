"""The errors of the project, grouped by who has to act.

Each carries one sentence that says what to do next. All survive pickling.
"""


class AutograderError(Exception):
    """The root of every error that this package raises on purpose."""

    exit_code = 3


class InputError(AutograderError):
    """The caller has to act: fix the path, the manifest or the option."""

    exit_code = 2


class StudentError(AutograderError):
    """The submission is the cause: becomes an outcome of its test and never escapes."""


class GraderFault(AutograderError):  # noqa: N818  # the domain's word, as in the statuses
    """We are the cause: nobody loses points, and the work is tried again."""


class Inconclusive(AutograderError):  # noqa: N818  # likewise
    """A test's author raises this where the test cannot tell right from wrong: no points, no loss."""
