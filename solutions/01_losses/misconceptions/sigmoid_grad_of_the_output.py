"""Takes its argument for the sigmoid's output, and returns a(1 − a)."""

fails = ["activations"]
hint = "The derivative at 0 is 1/4, and yours? Is its argument what goes into the sigmoid or what comes out?"


def sigmoid_grad(a):
    return a * (1 - a)
