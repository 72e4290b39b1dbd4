"""Returns numbers that are another one each time they are asked."""
# /// attack
# threat = "objects whose __float__ changes"
# stopped_by = "wire codec: exact numbers only"
# ///

class Moody(float):
    asked = 0

    def __float__(self):
        Moody.asked += 1
        return float(Moody.asked)

    __sub__ = __rsub__ = lambda self, other: 0.0


def trapezoid(f, a, b, n):
    return Moody(1.0)


def softmax(x):
    return [[Moody(0.1) for _ in row] for row in x]
