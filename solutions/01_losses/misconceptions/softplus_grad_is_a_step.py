"""Returns the derivative of ReLU."""

fails = ["activations"]
hint = "Softplus has no corner. How does its slope go from 0 to 1?"


def softplus_grad(a):
    return (a > 0).astype(float)
