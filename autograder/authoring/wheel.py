"""Pack the installed framework as a wheel, for students to install from.

Nothing is compiled, fetched or asked of a build tool: a wheel of pure Python is a zip of the package beside its
metadata, and both are here wherever the framework runs, from a clone or from a wheel, with or without a network.
"""

import hashlib
import re
from base64 import urlsafe_b64encode
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from autograder.errors import InputError
from autograder.zips import write_zip

PACKAGE = Path(__file__).parents[1]
NAME = PACKAGE.name
NOTEBOOK_EXTRA = "notebook"  # what a student installs to work in a notebook
DESCRIPTION = "Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
DIGITS = 8  # of the content's digest, in the version


def framework_wheel() -> tuple[str, bytes]:
    """The wheel's file name and content, the same bytes for the same framework.

    Its version ends in a digest of the content, as in ``0.1.0+5f0c2a91``: pip takes a file of the version that is
    installed for the same thing, and a student's second assignment may come with a newer framework.

    Raises
    ------
    InputError
        If the framework is not installed, or its metadata is older than its code.
    """
    installed = _installed()
    base = installed.version.partition("+")[0]  # it may have been installed from such a wheel
    stated = installed.read_text("METADATA") or installed.read_text("PKG-INFO") or ""  # of a wheel, of a clone
    metadata = _with_version(stated, base)
    entry_points = installed.read_text("entry_points.txt") or ""
    package = _package_files()
    digest = _digest_of(package | {"METADATA": metadata.encode(), "entry_points.txt": entry_points.encode()})
    version = f"{base}+{digest}"
    folder = f"{NAME}-{version}.dist-info"
    files = package | {
        f"{folder}/METADATA": _with_version(metadata, version).encode(),
        f"{folder}/entry_points.txt": entry_points.encode(),
        f"{folder}/WHEEL": DESCRIPTION.encode(),
    }
    files[f"{folder}/RECORD"] = _record(files, folder)
    return f"{NAME}-{version}-py3-none-any.whl", write_zip(files)


def _installed() -> Distribution:
    try:
        installed = distribution(NAME)
    except PackageNotFoundError:
        raise InputError(f"{NAME} is not installed, only imported: install it with pip, and release again") from None
    if NOTEBOOK_EXTRA not in installed.metadata.get_all("Provides-Extra", []):
        raise InputError(f"{NAME} was installed before its dependencies changed: install it again, and release again")
    return installed


def _package_files() -> dict[str, bytes]:
    """The package's own files by path in the wheel, without caches and hidden files."""
    paths = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file()]
    kept = [path for path in paths if not any(part.startswith((".", "__pycache__")) for part in path.parts)]
    return {f"{NAME}/{path.as_posix()}": (PACKAGE / path).read_bytes() for path in kept}


def _with_version(metadata: str, version: str) -> str:
    return re.sub(r"(?m)^Version: .*$", f"Version: {version}", metadata, count=1)


def _digest_of(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return digest.hexdigest()[:DIGITS]


def _record(files: dict[str, bytes], folder: str) -> bytes:
    """The list that pip checks what it unpacked against."""
    lines = [
        f"{name},sha256={urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip('=')},{len(content)}"
        for name, content in sorted(files.items())
    ]
    return "\n".join([*lines, f"{folder}/RECORD,,", ""]).encode()
