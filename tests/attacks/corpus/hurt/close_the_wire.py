"""Closes its end of the wire and goes on running."""
# /// attack
# threat = "kill of the parent"
# stopped_by = "no shared process: the worker is replaced"
# base = "right"
# score = 7
# ///

import os
import time


def softmax(x):
    os.close(worker()._connection.fileno())
    time.sleep(5)
