"""A Python loop over everything; of several winners the last is picked; single numbers are Python's own."""

import math

import numpy as np


def starts(length, size, stride):
    return range(0, length - size + 1, stride)


def every_window(shape, size, stride):
    N, C, H, W = shape
    for n in range(N):
        for c in range(C):
            for i, top in enumerate(starts(H, size, stride)):
                for j, left in enumerate(starts(W, size, stride)):
                    pixels = [(n, c, top + u, left + v) for u in range(size) for v in range(size)]
                    yield (n, c, i, j), pixels


def empty_output(shape, size, stride):
    N, C, H, W = shape
    return np.zeros((N, C, len(starts(H, size, stride)), len(starts(W, size, stride))))


def max_pool_forward(x, size, stride):
    out, picked = empty_output(x.shape, size, stride), {}
    for place, pixels in every_window(x.shape, size, stride):
        best = -math.inf
        for pixel in pixels:
            if x[pixel] >= best:
                best, picked[place] = x[pixel], pixel
        out[place] = best
    return out, (picked, x.shape)


def max_pool_backward(dout, cache):
    picked, shape = cache
    dx = np.zeros(shape)
    for place, pixel in picked.items():
        dx[pixel] += dout[place]
    return dx


def average_pool_forward(x, size, stride):
    out = empty_output(x.shape, size, stride)
    for place, pixels in every_window(x.shape, size, stride):
        out[place] = sum(float(x[pixel]) for pixel in pixels) / len(pixels)
    return out, (x.shape, size, stride)


def average_pool_backward(dout, cache):
    dx = np.zeros(cache[0])
    for place, pixels in every_window(*cache):
        for pixel in pixels:
            dx[pixel] += dout[place] / len(pixels)
    return dx


def global_average_pool_forward(x):
    N, C, H, W = x.shape
    out = np.zeros((N, C))
    for n, c, i, j in np.ndindex(x.shape):
        out[n, c] += x[n, c, i, j] / (H * W)
    return out, x.shape


def global_average_pool_backward(dout, cache):
    dx = np.zeros(cache)
    for n, c, i, j in np.ndindex(cache):
        dx[n, c, i, j] = dout[n, c] / (cache[2] * cache[3])
    return dx


def smooth_max_pool_forward(x, size, stride, beta):
    out = empty_output(x.shape, size, stride)
    for place, pixels in every_window(x.shape, size, stride):
        numbers = [beta * float(x[pixel]) for pixel in pixels]
        top = max(numbers)
        out[place] = (top + math.log(sum(math.exp(number - top) for number in numbers) / size**2)) / beta
    return out, (x, size, stride, beta)


def smooth_max_pool_backward(dout, cache):
    x, size, stride, beta = cache
    dx = np.zeros(x.shape)
    for place, pixels in every_window(x.shape, size, stride):
        top = max(x[pixel] for pixel in pixels)
        powers = [math.exp(beta * float(x[pixel] - top)) for pixel in pixels]
        for pixel, power in zip(pixels, powers, strict=True):
            dx[pixel] += dout[place] * power / sum(powers)
    return dx


def shift_agreement(x, shift, size, stride):
    moved = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(x.shape):
        row, column = i - shift[0], j - shift[1]
        if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
            moved[n, c, i, j] = x[n, c, row, column]
    before, after = max_pool_forward(x, size, stride)[0], max_pool_forward(moved, size, stride)[0]
    equal = [before[place] == after[place] for place in np.ndindex(before.shape)]
    return equal.count(True) / len(equal)
