"""A thread that visible tests start looks at what later tests give, and prints it as long as it lives."""
# /// attack
# threat = "feedback shows them: a thread started by a visible test prints what hidden tests give"
# stopped_by = "visible results are sent before a hidden input arrives; what is printed later is hidden output"
# ///

import threading
import time

KEPT = []


def tell():
    while True:
        print(KEPT[-3:], flush=True)
        time.sleep(0.0005)


def watch(*arrays):
    if not KEPT:
        threading.Thread(target=tell, daemon=True).start()
    KEPT.append([a.tolist() for a in arrays])
    time.sleep(0.005)


def softmax(x):
    watch(x)
    return np.zeros(x.shape)


def dense_forward(x, w, b):
    watch(x, w, b)
    raise ValueError("not yet")
