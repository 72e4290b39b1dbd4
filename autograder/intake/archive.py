"""Read the files of a zip or tar.gz archive into memory.

Nothing is written to disk. Refused are names that lead out of the folder or stand twice, links, devices, encrypted
files, and more than a submission needs. An archive inside an archive is a file like any other.
"""

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator

from autograder.errors import StudentError
from autograder.intake.allowance import MIB, MOST_FILES, Allowance
from autograder.intake.names import check_distinct, checked_path, is_clutter, shown

ZIP_ENTRY = b"PK\x01\x02"  # opens each entry of a zip's directory
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others may ask for much memory
ENCRYPTED = 0x1

TAR_BLOCK = 512
LONGEST_EXTENSION = 64 * 2**10  # bytes of a header that extends another, such as a long name


def read_zip(content: bytes) -> dict[str, bytes]:
    """Read a zip archive: its files by path with "/", without hidden ones and clutter.

    Raises
    ------
    StudentError
        If it is damaged or holds what is refused.
    """
    if content.count(ZIP_ENTRY) > MOST_FILES:  # before zipfile builds an object for each
        raise StudentError(f"there are more than {MOST_FILES} files in it")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _checked_zip_names(archive.infolist(), Allowance.of_archive(len(content)))
            return {name: _read_entry(archive, entry) for name, entry in names.items() if not is_clutter(name)}
    except StudentError:
        raise
    except Exception:  # zipfile has no one error for damage: it raises whatever it stumbles over
        raise StudentError("it is damaged, or not a zip archive") from None


def _checked_zip_names(entries: list[zipfile.ZipInfo], allowance: Allowance) -> dict[str, zipfile.ZipInfo]:
    """Check every entry before one is read."""
    checked = []
    for entry in entries:
        name = checked_path(entry.orig_filename)  # not cut off at a NUL, as the other name is
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise StudentError(f"{shown(name)} in it is a link or a device")
        if entry.flag_bits & ENCRYPTED:
            raise StudentError("it is encrypted")
        if entry.compress_type not in ZIP_METHODS:
            raise StudentError("it is packed in an unusual way")
        allowance.take(name, entry.file_size)
        if not entry.is_dir():
            checked.append((name, entry))
    check_distinct(name for name, _ in checked)
    return dict(checked)


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read what an entry says it holds, and its checksum; without a number zipfile would unpack all there is."""
    with archive.open(entry) as stream:
        return stream.read(entry.file_size + 1)


def read_tar(content: bytes) -> dict[str, bytes]:
    """Read a tar.gz archive: its files by path with "/", without hidden ones and clutter.

    Raises
    ------
    StudentError
        If it is damaged or holds what is refused.
    """
    allowance = Allowance.of_archive(len(content))
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            tar = stream.read(allowance.total + 1)
        if len(tar) > allowance.total:
            raise StudentError(f"it holds more than {allowance.total // MIB} MiB")
        files = list(_tar_files(tar, allowance))
    except StudentError:
        raise
    except Exception:  # as for zip
        raise StudentError("it is damaged, or not a tar.gz archive") from None
    check_distinct(name for name, _ in files)
    return {name: data for name, data in files if not is_clutter(name)}


def _tar_files(tar: bytes, allowance: Allowance) -> Iterator[tuple[str, bytes]]:
    """Step through the blocks of a tar archive, with the library reading single headers only.

    Its own stepping has known ways to never end: negative sizes, and patterns matched against endless headers.
    """
    position, long_name = 0, None
    while position < len(tar):
        block = tar[position : position + TAR_BLOCK]
        if not block.strip(b"\0"):
            return
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        position += TAR_BLOCK
        data = tar[position : position + header.size]
        if len(data) != header.size:
            raise ValueError("the size is negative, or beyond the end")
        position += -(-header.size // TAR_BLOCK) * TAR_BLOCK
        if header.type in (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME):
            allowance.take("", 0)
            long_name = _long_name(header.type, data) or long_name
            continue
        if header.type == tarfile.DIRTYPE and header.name == ".":
            continue
        name, long_name = checked_path(long_name or header.name), None
        if header.type not in (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.DIRTYPE):
            raise StudentError(f"{shown(name)} in it is a link or a device")
        allowance.take(name, header.size)
        if header.type != tarfile.DIRTYPE:
            yield name, data


def _long_name(kind: bytes, data: bytes) -> str | None:
    """The name that an extension gives to the next file, if it gives one."""
    if len(data) > LONGEST_EXTENSION:
        raise ValueError("an extension of this length holds no name")
    if kind == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    name = None
    while data and kind == tarfile.XHDTYPE:  # records such as b"17 path=folder/x\n", the length counting itself
        digits = data[:8].partition(b" ")[0]
        length = int(digits)
        if not len(digits) < length <= len(data):
            raise ValueError("a record that states a wrong length")
        key, _, value = data[len(digits) + 1 : length - 1].partition(b"=")
        if key.startswith(b"GNU.sparse"):
            raise ValueError("a file with holes")
        name = value.decode("utf-8", "surrogateescape") if key == b"path" else name
        data = data[length:]
    return name
