"""Returns arrays of a class whose every operation gives what the comparison wants."""
# /// attack
# threat = "ndarray subclasses with __array_ufunc__"
# stopped_by = "wire codec: exact arrays only"
# ///

class Agreeable(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return np.ones((), bool)


def softmax(x):
    return np.zeros(x.shape).view(Agreeable)
