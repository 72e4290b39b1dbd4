"""Divides by the square of the height, which is the number of pixels of square images only."""

fails = ["global_average_pool"]
hint = "How many pixels has a map of 5×7? Try an image of ones that is not square."


def global_average_pool_forward(x):
    return x.sum(axis=(2, 3)) / x.shape[2] ** 2, x.shape
