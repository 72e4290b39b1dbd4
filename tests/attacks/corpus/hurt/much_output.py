"""Prints some megabytes, which is no mistake, and goes on to compute."""
# /// attack
# threat = "10 GB to stdout"
# stopped_by = "output is drained and cut"
# base = "right"
# score = 10
# ///

right_softmax = softmax


def softmax(x):
    print("a line of a loop\n" * 100_000)
    return right_softmax(x)
