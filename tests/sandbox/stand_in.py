"""A worker's entry for the tests of isolation: runs what it is sent, without rules or wire format.

One line of JSON in, holding Python source that sets ``result``; one line out, with ``result`` or the exception.
"""

import json
import os
import socket


def serve(wire_fd: int) -> None:
    """Run source after source until the other end closes."""
    namespace: dict[str, object] = {}
    connection = socket.socket(fileno=wire_fd)
    text = b""
    while chunk := connection.recv(1 << 16):
        text += chunk
        while b"\n" in text:
            line, _, text = text.partition(b"\n")
            connection.sendall(json.dumps(_run(json.loads(line), namespace)).encode() + b"\n")
    os._exit(0)


def _run(source: str, namespace: dict[str, object]) -> dict[str, object]:
    try:
        namespace["result"] = None
        exec(source, namespace)
        return {"result": namespace["result"]}
    except BaseException as error:
        return {"raised": type(error).__name__, "errno": getattr(error, "errno", None), "message": str(error)}
