"""Multiplies the gradient by the Hessian: steps grow where the ground is steep."""

fails = ["newton"]
hint = "If the bowl is twice as steep, so is the gradient. Should the step to the minimum become longer?"


def newton_step(x, gradient, hessian):
    return x - hessian @ gradient
