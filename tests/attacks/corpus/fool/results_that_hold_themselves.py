"""Returns lists and dictionaries that contain themselves, or are nested a thousand deep."""
# /// attack
# threat = "generators that never end"
# stopped_by = "wire codec: depth"
# ///

def dense_forward(x, w, b):
    endless = []
    endless.append(endless)
    return endless, {"cache": endless}


def softmax(x):
    deep = 0.0
    for _ in range(1000):
        deep = [deep]
    return deep


def trapezoid(f, a, b, n):
    table = {}
    table["again"] = table
    return table
