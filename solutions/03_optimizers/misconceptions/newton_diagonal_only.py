"""Divides each entry of the gradient by its own second derivative, and leaves out all mixed ones."""

import numpy as np

fails = ["newton"]
hint = "Turn the bowl by 45 degrees. Which entries of H tell you so, and do you use them?"


def newton_step(x, gradient, hessian):
    return x - gradient / np.diag(hessian)
