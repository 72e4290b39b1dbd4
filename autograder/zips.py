"""Write zip archives that are the same bytes on each run: files in order, all of one time, of two modes.

Everything is in memory; what goes in is the caller's to decide.
"""

import io
import zipfile
from collections.abc import Container, Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip can tell
READABLE = 0o100644 << 16  # a file that its owner may change and others may read
EXECUTABLE = 0o100755 << 16


def write_zip(files: Mapping[str, bytes], programs: Container[str] = ()) -> bytes:
    """Write an archive from contents by path, with "/" between the parts of a path; ``programs`` may be executed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # else it tells on which system it was written
            entry.external_attr = EXECUTABLE if name in programs else READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return buffer.getvalue()
