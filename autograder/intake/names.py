"""Names of submissions, and of the files inside them.

Names only: nothing is opened. A name that could lead out of a folder, or that two systems read differently, is refused.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from autograder.errors import StudentError

SUFFIXES = (".tar.gz", ".tgz", ".zip", ".py", ".ipynb")
LONGEST_NAME_BYTES = 255  # what common file systems hold
LONGEST_PATH_BYTES = 1000
LONGEST_SUBMISSION_NAME_BYTES = 200  # leaves room for what reports append

CLUTTER = {"__MACOSX", "__pycache__"}
UNSAFE = re.compile(r'[\\/:*?"<>|]')
WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
CLASS_REPORTS = ("index.html", "summary.json", "scores.csv")  # stand beside the submissions' folders


def suffix_of(name: str) -> str:
    """The suffix that says how to read a file, in lower case: ".py", ".tar.gz", or "" if it is none of ours."""
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")


def is_clutter(path: str) -> bool:
    """Whether a path is hidden or made by a tool, so that nobody handed it in on purpose."""
    return any(part.startswith(".") or part in CLUTTER for part in PurePosixPath(path).parts)


def is_named(path: str, module: str) -> bool:
    """Whether a file has the name that the assignment asks for, in either form."""
    name = PurePosixPath(path).name.casefold()
    return name in (f"{module}.py".casefold(), f"{module}.ipynb".casefold())


def shown(name: str) -> str:
    """A name as it may stand in a sentence: on one line, harmless, and not too long."""
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    return printable if len(printable) <= 80 else printable[:77] + "..."


def same_file_key(path: str) -> str:
    """What two paths have in common if some file system takes them for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def checked_path(name: str) -> str:
    """Normalise the path of a file inside a submission, with "/" between its parts.

    Raises
    ------
    StudentError
        If the path is absolute, leads upwards, or is not the same file on every system.
    """
    parts = PurePosixPath(name).parts
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in name) or "\\" in name:
        raise StudentError(f"the name {shown(name)!r} in it has a character that no file name may have")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in parts or not parts:
        raise StudentError(f"the name {shown(name)!r} in it leads out of the folder")
    path = "/".join(parts)
    longest = max(len(part.encode()) for part in parts)
    if longest > LONGEST_NAME_BYTES or len(path.encode()) > LONGEST_PATH_BYTES:
        raise StudentError(f"the name {shown(name)!r} in it is too long")
    return path


def check_distinct(paths: Iterable[str]) -> None:
    """Refuse two files that would be one, or a file that is also a folder, on some system.

    Raises
    ------
    StudentError
        With the name that stands twice.
    """
    seen: set[str] = set()
    folders: set[str] = set()
    for path in paths:
        key = same_file_key(path)
        if key in seen:
            raise StudentError(f"the name {shown(path)!r} stands in it twice")
        seen.add(key)
        folders.update(str(parent) for parent in PurePosixPath(key).parents)
    if seen & folders:
        raise StudentError(f"the name {shown(min(seen & folders))!r} in it is both a file and a folder")


def safe_name(name: str) -> str:
    """Turn any text into a name that every common file system takes, hidden nowhere."""
    normal = unicodedata.normalize("NFC", name)
    cleaned = UNSAFE.sub("_", "".join(c if c.isprintable() else "_" for c in normal))
    cut = cleaned.encode()[:LONGEST_SUBMISSION_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"_{cut}" if not cut or WINDOWS_DEVICE.match(cut) else cut


def submission_names(entries: list[tuple[str, bool]]) -> list[str]:
    """Name the submissions of a class: the stem where it is unique, else the full file name.

    Parameters
    ----------
    entries : list of (file name, whether it is a folder)
        The suffix of a folder is part of its name.

    Returns
    -------
    list of str
        In the order of the entries; safe for the file system, and unique there without regard to case.
    """
    full = [safe_name(name) for name, _ in entries]
    stems = [safe_name(name if is_folder else _stem(name)) for name, is_folder in entries]
    keys = [same_file_key(stem) for stem in stems]
    chosen = [stem if keys.count(key) == 1 else whole for stem, key, whole in zip(stems, keys, full, strict=True)]
    taken = {same_file_key(name) for name in CLASS_REPORTS}
    return [_unique(name, taken) for name in chosen]


def _stem(name: str) -> str:
    suffix = suffix_of(name) or PurePosixPath(name).suffix
    return name[: len(name) - len(suffix)] if suffix else name


def _unique(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while same_file_key(candidate) in taken:
        candidate, number = f"{name}-{number}", number + 1
    taken.add(same_file_key(candidate))
    return candidate
