"""Takes the code, the globals and the cells of the function that the test gives."""
# /// attack
# threat = "inspect on a callback"
# stopped_by = "no shared process: a function of a test is a number here"
# ///

import inspect


def trapezoid(f, a, b, n):
    for target in (f, getattr(f, "__call__", None), getattr(f, "__wrapped__", None)):
        for name in ("__code__", "__globals__", "__closure__", "__defaults__"):
            if hasattr(target, name) and "heights" in repr(getattr(target, name)):
                return float(getattr(target, "__globals__")["heights"])
    try:
        print(inspect.getsource(f))
    except (TypeError, OSError):
        pass
    return 0.0
