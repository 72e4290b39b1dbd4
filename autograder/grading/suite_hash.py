"""One hash over all that can change a result of an assignment: suite, checks, master, manifest, versions, salt,
and those of its prerequisites."""

import hashlib
import importlib.metadata
import platform
import sys
from pathlib import Path

from autograder.manifest import Assignment

_VERSIONS = ("autograder", "numpy", "pytest")


def suite_hash(assignment: Assignment, salt: bytes) -> str:
    """The hash as 16 hexadecimal digits."""
    hasher = hashlib.blake2b(digest_size=8, key=salt)
    for root in filter(None, [assignment.public, assignment.private]):
        for path in _files(root):
            content = path.read_bytes()
            hasher.update(f"{path.relative_to(root).as_posix()}:{len(content)};".encode())
            hasher.update(content)
    for module in assignment.manifest.prerequisites:
        hasher.update(suite_hash(assignment.prerequisite(module), salt).encode())
    versions = [platform.python_version(), *map(_version, [*_VERSIONS, *sorted(assignment.manifest.imports)])]
    hasher.update(" ".join(versions).encode())
    return hasher.hexdigest()


def _files(root: Path) -> list[Path]:
    files = ((p, p.relative_to(root).parts) for p in root.rglob("*") if p.is_file())
    return sorted(p for p, parts in files if parts[0] != "demo" and "__pycache__" not in parts)


def _version(package: str) -> str:
    """Of what a suite imports: nothing for the standard library, which Python's version stands for."""
    top = package.partition(".")[0]
    if top in sys.stdlib_module_names:
        return ""
    try:
        return importlib.metadata.version(top)
    except importlib.metadata.PackageNotFoundError:  # its distribution has another name, or it is not installed
        names = importlib.metadata.packages_distributions().get(top, [])
        return " ".join(importlib.metadata.version(name) for name in names)
