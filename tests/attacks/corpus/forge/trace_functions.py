"""Traces all code, to change local variables of whoever compares."""
# /// attack
# threat = "sys.settrace"
# stopped_by = "no shared process"
# ///

import sys
import threading


def trace(frame, event, argument):
    for name in ("expected", "wrong", "close", "score"):
        if name in frame.f_locals:
            frame.f_locals[name] = True
    return trace


sys.settrace(trace)
sys.setprofile(trace)
threading.settrace(trace)
