# The first three questions, and nothing yet of the others.
import numpy as np


def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    padded = np.pad(signal, padding)
    return np.convolve(padded, kernel, mode)[::stride]


def convolution_matrix(kernel, length):
    K = len(kernel)
    W = np.zeros((length - K + 1, length))
    for i in range(length - K + 1):
        W[i, i:i + K] = kernel[::-1]
    return W


def shared_weight_gradient(dW, K):
    gradient = np.zeros(K)
    for i in range(dW.shape[0]):
        for j in range(K):
            gradient[j] += dW[i, i + K - 1 - j]
    return gradient


def output_size(size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


def conv2d_forward(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, C, KH, KW = w.shape
    OH = output_size(H, KH, stride, padding)
    OW = output_size(W, KW, stride, padding)
    xp = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    out = np.zeros((N, F, OH, OW), dtype=x.dtype)
    for n in range(N):
        for f in range(F):
            for i in range(OH):
                for j in range(OW):
                    window = xp[n, :, i * stride:i * stride + KH, j * stride:j * stride + KW]
                    out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out, (x, w, b, stride, padding)


def conv2d_backward(dout, cache):
    raise NotImplementedError("conv2d_backward: write this part")


def im2col(x, kh, kw, stride, padding):
    raise NotImplementedError("im2col: write this part")


def col2im(cols, x_shape, kh, kw, stride, padding):
    raise NotImplementedError("col2im: write this part")


def conv2d_fast(x, w, b, stride=1, padding=0):
    raise NotImplementedError("conv2d_fast: write this part")
