"""Takes 1/H entry by entry for the inverse of the matrix."""

fails = ["newton"]
hint = "Multiply H by what you take for its inverse. Do you get the identity?"


def newton_step(x, gradient, hessian):
    return x - (1 / hessian) @ gradient
