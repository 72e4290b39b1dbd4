"""Returns y − σ(f): the gradient with the wrong sign."""

import numpy as np

fails = ["logistic_loss"]
hint = "If y is 1 and f grows a little, does the loss rise or fall? What does the sign of your gradient say?"


def logistic_loss(f, y):
    p = np.exp(-np.logaddexp(0, -f))
    loss = np.mean(np.logaddexp(0, (1 - 2 * y) * f))
    return loss, (y - p) / len(f)
