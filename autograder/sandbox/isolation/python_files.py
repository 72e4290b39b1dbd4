"""What a Python process reads while it runs: the standard library, the packages on offer, and their shared objects.

Takes nothing else from the folder of installed packages.
"""

import ctypes
import importlib.util
import json
import os
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LOADER_CACHES = ("/etc/ld.so.cache", *(f"/etc/ld-musl-{m}.path" for m in ("x86_64", "aarch64")))


@dataclass(frozen=True)
class PythonFiles:
    """Folders and files, each by the path that Python uses for it, parents before what they contain."""

    paths: tuple[Path, ...]

    @property
    def are_readable_by_all(self) -> bool:
        """Whether another user could read them: a home folder of mode 700 stands in the way."""
        return all(_is_open(p) for path in self.paths for p in (path, *path.parents))


def _is_open(path: Path) -> bool:
    mode = path.stat().st_mode
    return mode & 0o005 == 0o005 if path.is_dir() else mode & 0o004 == 0o004


def find(packages: Iterable[str]) -> PythonFiles:
    """Find what Python and these packages (by the name under which they are imported) read.

    Raises
    ------
    ModuleNotFoundError
        If a package is not installed.
    """
    libraries = [Path(sysconfig.get_path(which)) for which in ("stdlib", "platstdlib")]
    libraries += [Path(sysconfig.get_config_var("DESTSHARED") or libraries[0])]
    offered = [path for package in packages for path in _of_package(package)]
    folders = [p for p in dict.fromkeys([*libraries, *offered]) if p.exists()]
    extensions = [e for folder in dict.fromkeys([libraries[-1], *offered]) for e in folder.rglob("*.so")]
    caches = [p for p in map(Path, _LOADER_CACHES) if p.exists()]
    shared = [p for p in _shared_objects(extensions) if not any(p.is_relative_to(f) for f in folders)]
    return PythonFiles((*folders, *shared, *caches))


def _of_package(name: str) -> list[Path]:
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"the package {name} is not installed", name=name)
    if not spec.submodule_search_locations:
        return [Path(spec.origin)] if spec.origin and Path(spec.origin).is_file() else []
    folders = [Path(folder) for folder in spec.submodule_search_locations]
    return folders + [f.with_name(f"{f.name}.libs") for f in folders if f.with_name(f"{f.name}.libs").is_dir()]


class _LoadedObject(ctypes.Structure):
    _fields_ = (("address", ctypes.c_void_p), ("name", ctypes.c_char_p))  # the beginning of struct dl_phdr_info


def _shared_objects(extensions: Iterable[Path]) -> list[Path]:
    """All shared objects in use once these extension modules are loaded, by the paths that the loader looked up.

    Loads them in a child, so that the memory of this process stays small.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            names = _load_and_list(extensions)
            os.write(write_end, json.dumps(names).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        names = json.loads(pipe.read() or "[]")
    os.waitpid(child, 0)
    return [Path(name) for name in names]


def _load_and_list(extensions: Iterable[Path]) -> list[str]:
    for extension in extensions:
        try:
            ctypes.CDLL(os.fspath(extension))
        except OSError:
            continue  # needs a library that this machine lacks, outside the sandbox too
    names: list[str] = []

    def note(loaded: "ctypes._Pointer[_LoadedObject]", size: int, nothing: object) -> int:
        name = os.fsdecode(loaded.contents.name or b"")
        if name.startswith("/") and os.path.exists(name):
            names.append(name)
        return 0

    visitor = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_LoadedObject), ctypes.c_size_t, ctypes.c_void_p)
    ctypes.CDLL(None).dl_iterate_phdr(visitor(note), None)
    return sorted(set(names))
