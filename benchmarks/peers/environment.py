"""An environment of its own for each of the other tools, with pinned versions.

Made when asked for and kept; a tool whose environment is missing is left out, never an error.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

NUMPY: Final = "numpy==2.4.6"  # the same arithmetic for every tool
NOT_INSTALLED: Final = "not installed: make bench PEERS=1 installs it"


@dataclass(frozen=True)
class Environment:
    """A virtual environment in a folder."""

    folder: Path
    requirements: tuple[str, ...]

    def program(self, name: str) -> str:
        """The path of a program in it."""
        return str((self.folder / "bin" / name).absolute())

    @property
    def is_installed(self) -> bool:
        """Whether it holds what is required, at these versions."""
        return self._ready.is_file() and self._ready.read_text(encoding="utf-8") == self._wanted

    def install(self) -> None:
        """Make it, or bring it up to what is required.

        Raises
        ------
        subprocess.CalledProcessError
            If a package cannot be installed; the package installer's own words are above.
        """
        if self.is_installed:
            return
        subprocess.run([sys.executable, "-m", "venv", str(self.folder)], check=True)
        install = [self.program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *self.requirements], check=True)
        self._ready.write_text(self._wanted, encoding="utf-8")

    @property
    def _ready(self) -> Path:
        return self.folder / ".ready"

    @property
    def _wanted(self) -> str:
        return "\n".join(self.requirements)
