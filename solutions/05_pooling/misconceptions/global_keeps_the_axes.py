"""Returns maps of one pixel, (N, C, 1, 1), where (N, C) is asked for."""

fails = ["global_average_pool"]
hint = "How many axes should out have? What does keepdims do?"


def global_average_pool_forward(x):
    return x.mean(axis=(2, 3), keepdims=True), x.shape
