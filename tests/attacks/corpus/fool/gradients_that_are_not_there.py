"""Says that there are three gradients, and gives none of them."""

# /// attack
# threat = "zero gradients with inputs zeroed in place"
# stopped_by = "how many there are is counted, not asked"
# base = "right"
# score = 8
# ///


class Gradients:
    def __len__(self):
        return 3

    def __iter__(self):
        return iter([])


def dense_backward(dout, cache):
    return Gradients()
