"""Sleeps as long as an input is large, to read it from the times in the report."""
# /// attack
# threat = "timing"
# stopped_by = "redaction: no time is told"
# ///

import time


def softmax(x):
    time.sleep(abs(float(x.ravel()[0])) % 0.3)
    return np.zeros(x.shape)
