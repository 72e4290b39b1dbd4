"""Returns containers of classes of their own, whose length and items change."""
# /// attack
# threat = "objects whose __float__ changes"
# stopped_by = "wire codec: exact containers only"
# ///

class Liar(list):
    def __len__(self):
        return 3

    def __iter__(self):
        return iter([np.zeros(1)] * 3)

    def __getitem__(self, key):
        return 0.0


class LiarOfTuples(tuple):
    def __eq__(self, other):
        return True

    __hash__ = tuple.__hash__


def dense_forward(x, w, b):
    return LiarOfTuples((np.zeros((x.shape[0], w.shape[1])), None))


def dense_backward(dout, cache):
    return Liar()


def softmax(x):
    return Liar()
