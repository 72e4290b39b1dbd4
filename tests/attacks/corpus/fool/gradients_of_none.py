"""Gives None for each gradient, one after another, as authors write where a gradient is not asked for."""

# /// attack
# threat = "zero gradients with inputs zeroed in place"
# stopped_by = "None passes over a gradient where it did so for the reference"
# base = "right"
# score = 8
# ///


class Gradients:
    def __len__(self):
        return 3

    def __iter__(self):
        return iter([None, None, None])


def dense_backward(dout, cache):
    return Gradients()
