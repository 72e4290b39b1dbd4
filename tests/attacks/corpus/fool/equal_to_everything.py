"""Returns an object that is equal to, close to and as long as everything."""
# /// attack
# threat = "ndarray subclasses with __eq__"
# stopped_by = "wire codec: objects do not cross"
# ///

class Everything:
    def __getattr__(self, name):
        return Everything()

    def __call__(self, *a, **k):
        return self

    def _yes(self, *others):
        return True

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = _yes
    __ne__ = lambda self, other: False
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__ = __neg__ = lambda self, *others: self
    __hash__ = lambda self: 0
    __float__ = lambda self: 0.0
    __len__ = lambda self: 3
    __iter__ = lambda self: iter([self, self, self])


def dense_forward(x, w, b):
    return Everything(), Everything()


def dense_backward(dout, cache):
    return Everything()


def softmax(x):
    return Everything()


def trapezoid(f, a, b, n):
    return Everything()
