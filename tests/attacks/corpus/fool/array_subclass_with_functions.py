"""Returns objects that answer every function of numpy themselves."""
# /// attack
# threat = "ndarray subclasses with __array_function__"
# stopped_by = "wire codec: exact arrays only"
# ///

class Agreeable(np.ndarray):
    def __array_function__(self, function, types, args, options):
        return True


class LooksLikeAnArray:
    shape = (4, 6)
    dtype = np.dtype(float)
    __array_interface__ = {"shape": (4, 6), "typestr": "<f8", "data": (0, True), "version": 3}

    def __array_function__(self, function, types, args, options):
        return True


def softmax(x):
    return LooksLikeAnArray()


def dense_forward(x, w, b):
    return np.zeros((x.shape[0], w.shape[1])).view(Agreeable), (x, w)
