"""Replies with bare Nones in place of the gradients, past all that the worker says about results."""

# /// attack
# threat = "forged replies"
# stopped_by = "a container is held by the wire's end, never given to a test as such"
# base = "right"
# score = 8
# ///


def dense_backward(dout, cache):
    send("ok", [["plain", 0, (None, None, None)], []])
