"""Frames as they arrive in a worker: waited for, and read in as few system calls as may be.

Part of the worker: nothing here is a defence.
"""

import select
import socket
import sys
from collections.abc import Callable
from typing import Final

from autograder.sandbox import wire
from autograder.sandbox.shared import SharedBodies, split_mark

_READ_BYTES: Final = 64 << 10


def waiter(connection: socket.socket) -> Callable[[], object]:
    """A function that waits for something to read.

    Waiting in ``recv`` wakes up also when the other side has read what it was sent: once too often for each message.
    """
    if sys.platform == "win32":
        return lambda: None
    poll = select.poll()
    poll.register(connection, select.POLLIN)
    return poll.poll


def receive(connection: socket.socket, shared: SharedBodies | None) -> tuple[memoryview, memoryview] | None:
    """The next frame, in one system call where it is small; None at the end of the connection."""
    chunk = connection.recv(_READ_BYTES)
    while chunk and len(chunk) < wire.PREFIX.size:
        chunk += connection.recv(_READ_BYTES)
    if not chunk:
        return None
    prefix, is_shared = split_mark(chunk[: wire.PREFIX.size])
    header, body = wire.frame_lengths(prefix)
    start = wire.PREFIX.size
    frame = bytearray(start + header + (0 if is_shared else body))  # never more than one frame is on its way
    frame[: len(chunk)] = chunk
    view = memoryview(frame)
    filled = len(chunk)
    while filled < len(frame):
        received = connection.recv_into(view[filled:])
        if received == 0:
            return None
        filled += received
    content = shared.take(body) if is_shared and shared is not None else view[start + header :]
    return view[start : start + header], content
