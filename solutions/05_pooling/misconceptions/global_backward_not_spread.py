"""Returns one number for each map, where every pixel needs its own."""

fails = ["global_average_pool"]
hint = "What shape must dx have? Which pixels of a map have a share in its mean?"


def global_average_pool_backward(dout, cache):
    _, _, H, W = cache
    return dout[:, :, None, None] / (H * W)
