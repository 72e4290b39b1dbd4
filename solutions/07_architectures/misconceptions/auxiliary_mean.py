"""Takes the mean of the auxiliary losses instead of their sum."""

import numpy as np

fails = ["inception_block"]
hint = (
    "GoogLeNet has two auxiliary classifiers. By how much does each of them count in your loss, and by how much "
    "should it?"
)


def auxiliary_loss(main, auxiliary, weight):
    return main + weight * np.mean(auxiliary) if len(auxiliary) else main
