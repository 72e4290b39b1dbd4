"""Raises exceptions that raise when they are shown."""
# /// attack
# threat = "an exception whose __str__ raises"
# stopped_by = "whatever student code raises becomes a reply"
# ///

class Shy(Exception):
    def __str__(self):
        raise Shy

    __repr__ = __str__


def softmax(x):
    raise Shy


raise Shy
