"""Takes its argument for tanh's output, and returns 1 − a²."""

fails = ["activations"]
hint = "A slope of tanh is never negative. And yours at 3? Is its argument what goes into tanh or what comes out?"


def tanh_grad(a):
    return 1 - a**2
