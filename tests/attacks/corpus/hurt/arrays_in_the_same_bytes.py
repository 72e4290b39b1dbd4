"""Replies with a thousand arrays that all lie in the same bytes: an array made of them is a thousand times as large."""
# /// attack
# threat = "malformed, truncated, nested, oversized, slow (one byte a second) and never-ending frames"
# stopped_by = "wire codec: arrays lie apart"
# ///

def softmax(x):
    msgpack = wire().encode.__globals__["msgpack"]
    values = wire().is_plain_leaf.__globals__
    size = 8 << 20
    place = msgpack.ExtType(values["ARRAY"], values["PLACES"][1].pack(values["WIRE_CODES"][np.dtype("f8")], 0, size // 8))
    header = msgpack.packb([worker()._number, "ok", [["plain", 1, [place] * 1000], []]])
    worker()._connection.sendall(values["PREFIX"].pack(len(header), size) + header + bytes(size))
