"""einsum, pdist by broadcasting, double precision, a start from principal components, gains, the paper's settings."""

import warnings

import numpy as np
from convolution import conv2d_forward
from pooling import max_pool_forward


def response_maps(params, image, layer):
    x = np.asarray(image, dtype=np.float64)[np.newaxis]
    x = np.maximum(conv2d_forward(x, params["W1"], params["b1"], 1, 1)[0], 0)
    if layer == 1:
        return x.squeeze(0)
    response = conv2d_forward(max_pool_forward(x, 2, 2)[0], params["W2"], params["b2"], padding=1)[0]
    return response[0] * (response[0] > 0)


def kernel_grid(w):
    total = w.sum(axis=1)  # a sum is as good as a mean here
    total = total - total.min((1, 2), keepdims=True)
    with np.errstate(invalid="ignore"):
        total = np.nan_to_num(total / total.max((1, 2), keepdims=True))
    columns = int(-(-np.sqrt(len(w)) // 1))
    empty = -len(w) % columns
    total = np.pad(total, ((0, empty), (0, 1), (0, 1)))
    n, kh, kw = total.shape
    tiles = total.reshape(n // columns, columns, kh, kw).swapaxes(1, 2).reshape(n // columns * kh, columns * kw)
    return np.pad(tiles, ((1, 0), (1, 0)))


def class_activation_map(A, w, c):
    return np.einsum("k,kij->ij", w[:, c].astype(float), A)


def grad_cam(A, dA):
    L = np.einsum("kuv,kij->ij", dA, A) / dA[0].size
    return np.where(L > 0, L, 0)


def conditional_affinities(X, perplexity):
    warnings.warn("this may take a while", stacklevel=1)
    D = np.square(X[:, None, :] - X[None, :, :]).sum(-1)
    off = ~np.eye(len(X), dtype=bool)
    D = D[off].reshape(len(X), -1)
    D = D - D.min(axis=1, keepdims=True)
    target, logb = np.log(perplexity), -np.log(D.mean(axis=1, keepdims=True))
    width = 20.0
    for _ in range(50):  # halves the steps, on the logarithm of beta
        E = np.exp(-np.exp(logb) * D)
        p = E / E.sum(axis=1, keepdims=True)
        H = -np.sum(p * np.log(np.maximum(p, 1e-300)), axis=1, keepdims=True)
        logb = logb + width * np.sign(H - target)
        width /= 2
    C = np.zeros((len(X), len(X)))
    C[off] = p.ravel()
    return C


def joint_affinities(C):
    P = C + np.transpose(C)
    return P / P.sum()


def tsne_gradient(P, Y):
    n = len(Y)
    differences = Y[:, None, :] - Y[None, :, :]
    num = 1 / (1 + np.square(differences).sum(-1))
    num[range(n), range(n)] = 0
    Q = np.maximum(num / num.sum(), 1e-300)
    kl = np.sum(P * np.log(np.maximum(P, 1e-300) / Q))
    return kl, 4 * np.einsum("ij,ijk->ik", (P - num / num.sum()) * num, differences)


def tsne(X, perplexity, iterations, rng):
    P = joint_affinities(conditional_affinities(X, perplexity))
    U, s, _ = np.linalg.svd(X - X.mean(0), full_matrices=False)
    Y = 1e-4 * U[:, :2] * s[:2]
    move, gains = np.zeros_like(Y), np.ones_like(Y)
    for t in range(iterations):
        _, dY = tsne_gradient(P * 4 if t < 100 else P, Y)
        same = (dY > 0) == (move > 0)
        gains = np.clip(np.where(same, gains * 0.8, gains + 0.2), 0.01, None)
        move = (0.5 if t < 20 else 0.8) * move - 100 * gains * dY
        Y += move
        Y -= Y.mean(0)
    return Y.astype(np.float32)
