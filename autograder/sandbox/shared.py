"""Large bodies of frames through shared memory: one copy on each side instead of a stream through a socket.

Bounds what it reads by the size of the memory, which nobody can change; what is in it is as little believed as what
comes over the wire, and is copied before it is looked at.

Theory of operation
-------------------
The trusted side makes one memory file for each worker and seals its size. The worker writes into the first half, the
trusted side into the second, each the body of one frame at a time: the wire is strictly request and reply, so that a
body has been read before the next is written. A frame whose body lies there has the highest bit of its prefix set.
Reading and writing go through the file, not through a mapping, so that the memory does not count against the address
space of the worker.
"""

import os
from collections.abc import Sequence
from typing import Final

from autograder.sandbox.wire import PREFIX, WireError

HALF_BYTES: Final = 64 << 20
SHARED_BYTES: Final = 2 * HALF_BYTES
WORKER_FD: Final = 4  # where a worker finds the memory, next to its wire
_MARK: Final = 0x80


class SharedBodies:
    """One side's view of the memory: where it writes and where it reads."""

    def __init__(self, descriptor: int, *, is_worker: bool) -> None:
        self._descriptor = descriptor
        self._write_at = 0 if is_worker else HALF_BYTES
        self._read_at = HALF_BYTES if is_worker else 0

    def put(self, parts: Sequence[bytes | memoryview]) -> list[bytes | memoryview]:
        """Put the body of a frame into the memory and return what is left to be sent.

        A frame whose body does not fit, or may not be written (a limit on the size of files), is returned as it is.
        """
        start, *body = parts
        if not body or sum(map(len, body)) > HALF_BYTES:
            return list(parts)
        try:
            written = 0
            for part in body:
                written += self._write(part, self._write_at + written)
        except OSError:
            return list(parts)
        marked = bytearray(start)
        marked[PREFIX.size - 1] |= _MARK
        return [bytes(marked)]

    def _write(self, part: bytes | memoryview, at: int) -> int:
        view = memoryview(part)
        while view:
            done = os.pwrite(self._descriptor, view, at)
            view, at = view[done:], at + done
        return len(part)

    def take(self, length: int) -> memoryview:
        """A copy of a body that the other side put there.

        Raises
        ------
        WireError
            If it is longer than the memory.
        """
        if length > HALF_BYTES:
            raise WireError(f"a body of {length} bytes cannot lie in the shared memory")
        body = memoryview(bytearray(length))
        filled = 0
        while filled < length:
            filled += os.preadv(self._descriptor, [body[filled:]], self._read_at + filled)
        return body


def split_mark(prefix: bytes) -> tuple[bytes, bool]:
    """A frame's prefix without the mark, and whether its body lies in the shared memory."""
    return prefix[:-1] + bytes([prefix[-1] & ~_MARK]), bool(prefix[-1] & _MARK)


def make_shared_memory() -> int:
    """A descriptor of memory for both halves, whose size nobody can change. Linux only."""
    import fcntl

    descriptor = os.memfd_create("autograder", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, SHARED_BYTES)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
    return descriptor
