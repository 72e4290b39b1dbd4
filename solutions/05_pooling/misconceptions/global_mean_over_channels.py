"""Takes the mean over the channels of each pixel, instead of over the pixels of each channel."""

fails = ["global_average_pool"]
hint = "Name the four axes of x. Which two of them are left in out?"


def global_average_pool_forward(x):
    return x.mean(axis=1), x.shape
