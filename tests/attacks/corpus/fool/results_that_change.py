"""Changes a result in the background after it was returned."""
# /// attack
# threat = "results that change when read twice"
# stopped_by = "what a function returned is read once"
# ///

import threading


def drift(array):
    while True:
        array += 0.001


def softmax(x):
    out = np.zeros(x.shape)
    threading.Thread(target=drift, args=(out,), daemon=True).start()
    return out


def dense_forward(x, w, b):
    out = np.zeros((x.shape[0], w.shape[1]))

    class Cache(list):
        def __iter__(self):
            out[...] += 1
            return iter((x, w))

    return out, Cache((x, w))
