"""How much one submission may hold, whatever it comes in.

Counts only: every reader asks before it takes memory.
"""

from autograder.errors import StudentError
from autograder.intake.names import shown, suffix_of

MIB = 2**20
MOST_FILES = 2000  # folders count too
LARGEST_SCRIPT = 5 * MIB
LARGEST_FILE = 50 * MIB
LARGEST_SOURCE = MIB  # of all code cells, or of a script: half of what one message to a worker may hold
LARGEST_TOTAL = 100 * MIB
LARGEST_RATIO = 200  # of unpacked to packed bytes; honest text stays below 50
SMALL_ENOUGH = 10 * MIB  # what any archive may unpack to


class Allowance:
    """What is left of the limits of one submission."""

    def __init__(self, total: int = LARGEST_TOTAL) -> None:
        self.total = total
        self._files = 0
        self._used = 0

    @classmethod
    def of_archive(cls, packed: int) -> "Allowance":
        """The allowance of an archive of ``packed`` bytes: one that grows beyond reason is a bomb."""
        return cls(min(LARGEST_TOTAL, max(SMALL_ENOUGH, LARGEST_RATIO * packed)))

    def take(self, name: str, size: int) -> None:
        """Count one file or folder of ``size`` bytes.

        Raises
        ------
        StudentError
            If the file is too large, or there are too many, or all are too large together.
        """
        self._files += 1
        self._used += size
        suffix = suffix_of(name)
        largest = LARGEST_SCRIPT if suffix == ".py" else LARGEST_FILE
        if size > largest:
            outputs = " (clear its outputs and save it again)" if suffix == ".ipynb" else ""
            raise StudentError(f"{shown(name)} is larger than {largest // MIB} MiB{outputs}")
        if self._files > MOST_FILES:
            raise StudentError(f"there are more than {MOST_FILES} files in it")
        if self._used > self.total:
            raise StudentError(f"it holds more than {self.total // MIB} MiB")
