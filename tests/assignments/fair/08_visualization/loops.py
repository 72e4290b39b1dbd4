"""Loops and lists, and a convolution and a pooling of its own; t-SNE with a loop over the points."""

import math

import numpy as np


def response_maps(params, image, layer):
    maps = image
    for number in range(1, layer + 1):
        if number == 2:
            rows, columns = maps.shape[1] // 2, maps.shape[2] // 2
            pooled = np.zeros((len(maps), rows, columns))
            for k, i, j in np.ndindex(pooled.shape):
                pooled[k, i, j] = maps[k, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
            maps = pooled
        w, b = params["W" + str(number)], params["b" + str(number)]
        padded = np.pad(maps, ((0, 0), (1, 1), (1, 1)))
        out = np.zeros((len(w), *maps.shape[1:]))
        for f in range(len(w)):
            for i in range(maps.shape[1]):
                for j in range(maps.shape[2]):
                    out[f, i, j] = max(0, np.sum(padded[:, i : i + 3, j : j + 3] * w[f]) + b[f])
        maps = out
    return maps


def kernel_grid(w):
    columns = 1
    while columns * columns < len(w):
        columns += 1
    rows = math.ceil(len(w) / columns)
    _, _, kh, kw = w.shape
    lines = [[0.0] * (columns * (kw + 1) + 1)]
    for row in range(rows):
        for i in range(kh):
            line = [0.0]
            for column in range(columns):
                k = row * columns + column
                if k < len(w):
                    kernel = sum(w[k]) / len(w[k])
                    low, high = kernel.min(), kernel.max()
                    line += [(number - low) / (high - low) if high > low else 0.0 for number in kernel[i]]
                else:
                    line += [0.0] * kw
                line.append(0.0)
            lines.append(line)
        lines.append([0.0] * len(lines[0]))
    return lines


def class_activation_map(A, w, c):
    K, H, W = A.shape
    return [[sum(w[k, c] * A[k, i, j] for k in range(K)) for j in range(W)] for i in range(H)]


def grad_cam(A, dA):
    total = np.zeros(A[0].shape)
    for a, d in zip(A, dA, strict=True):
        total += a * d.sum() / d.size
    total[total < 0] = 0
    return total


def conditional_affinities(X, perplexity):
    print("affinities of", len(X), "points")
    C = np.zeros((len(X), len(X)))
    for i in range(len(X)):
        d = np.array([np.sum((X[i] - x) ** 2) for x in X])
        d = d / np.delete(d, i).mean()  # whatever the unit was
        sigma, step = 1.0, 2.0
        for _ in range(200):
            p = np.exp(-(d - np.delete(d, i).min()) / (2 * sigma**2))
            p[i] = 0
            p /= p.sum()
            H = -sum(q * math.log2(q) for q in p if q > 0)
            if 2**H - 1e-4 < perplexity < 2**H + 1e-4:
                break
            if perplexity < 2**H:
                sigma /= step
            else:
                sigma *= step
            step = 1 + (step - 1) * 0.93
        C[i] = p
    return C


def joint_affinities(C):
    n = len(C)
    return [[(C[i, j] + C[j, i]) / (2 * n) for j in range(n)] for i in range(n)]


def tsne_gradient(P, Y):
    P = np.asarray(P)
    W = np.array([1 / (1 + ((y - Y) ** 2).sum(axis=1)) for y in Y])
    for i in range(len(Y)):
        W[i, i] = 0
    Q = W / W.sum()
    kl = sum(p * math.log(p / q) for p, q in zip(P.ravel(), Q.ravel(), strict=True) if p > 0)
    dY = np.array([4 * (((P[i] - Q[i]) * W[i])[:, None] * (Y[i] - Y)).sum(axis=0) for i in range(len(Y))])
    return kl, dY


def tsne(X, perplexity, iterations, rng):
    P = np.array(joint_affinities(conditional_affinities(X, perplexity)))
    Y = rng.standard_normal((len(X), 2))
    for _ in range(iterations):  # no momentum, no exaggeration
        W = np.array([1 / (1 + ((y - Y) ** 2).sum(axis=1)) for y in Y]) - np.eye(len(Y))
        pulls = (P - W / W.sum()) * W
        Y = Y - len(X) * np.array([(pulls[i][:, None] * (Y[i] - Y)).sum(axis=0) for i in range(len(Y))])
    return Y
