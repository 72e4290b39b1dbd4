"""Replaces the hooks by which Python shows values, errors and warnings, and the standard streams themselves."""
# /// attack
# threat = "sys.displayhook"
# stopped_by = "no shared process"
# ///

import sys
import warnings


class Silent:
    def write(self, text):
        return len(text)

    def flush(self):
        raise ValueError("closed")


sys.displayhook = sys.excepthook = sys.unraisablehook = lambda *a: None
warnings.showwarning = lambda *a, **k: None
sys.stdout = sys.stderr = sys.__stdout__ = Silent()
