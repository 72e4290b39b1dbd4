"""What training asks of the layers of 04 and 05, once: the second block of the network, on one batch of digits."""

BATCH, CHANNELS, FILTERS, SIDE = 32, 8, 16, 4


def conv2d_forward(convolution, rng):
    x, w, b = (
        rng.normal(size=(BATCH, CHANNELS, SIDE, SIDE)),
        rng.normal(size=(FILTERS, CHANNELS, 3, 3)),
        rng.normal(size=FILTERS),
    )
    dout = rng.normal(size=(BATCH, FILTERS, SIDE, SIDE))

    _, cache = convolution.conv2d_forward(x, w, b, stride=1, padding=1)
    convolution.conv2d_backward(dout, cache)


def max_pool_forward(pooling, rng):
    x, dout = rng.normal(size=(BATCH, FILTERS, SIDE, SIDE)), rng.normal(size=(BATCH, FILTERS, SIDE // 2, SIDE // 2))

    _, cache = pooling.max_pool_forward(x, 2, 2)
    pooling.max_pool_backward(dout, cache)
