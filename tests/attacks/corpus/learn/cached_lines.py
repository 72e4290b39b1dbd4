"""Looks for lines of the tests where Python keeps lines for tracebacks."""
# /// attack
# threat = "linecache"
# stopped_by = "no shared process"
# ///

import linecache
import sys


def found_lines():
    text = "".join(line for entry in linecache.cache.values() if len(entry) == 4 for line in entry[2])
    return "expect" + "_close(" in text or "### " + "BEGIN" in text or any("test_layers" in name for name in sys.modules)


def softmax(x):
    return prize(x) if found_lines() else np.zeros(x.shape)
