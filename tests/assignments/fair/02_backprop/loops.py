"""Loops over every entry, float64 throughout, (1, K) for a bias, nodes that are objects of an own class."""

import numpy as np


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.array(x, dtype=float)
    flat = x.reshape(-1)
    gradient = np.zeros(x.size)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        above, high = float(f(x)), flat[i]
        flat[i] = old - h if method == "central" else old
        below, low = float(f(x)), flat[i]
        flat[i] = old
        gradient[i] = (above - below) / (high - low)  # the step as it was stored
    return gradient.reshape(x.shape)


def numeric_jacobian(f, x, h=1e-5):
    outputs = len(f(x))
    return np.array([numeric_gradient(lambda at, i=i: f(at)[i], x, h) for i in range(outputs)])


def vector_jacobian_product(J, upstream):
    return [sum(upstream[i] * J[i, j] for i in range(J.shape[0])) for j in range(J.shape[1])]


def linear_forward(x, W, b):
    out = np.zeros((x.shape[0], W.shape[1]))
    for n in range(x.shape[0]):
        for k in range(W.shape[1]):
            out[n, k] = sum(x[n, d] * W[d, k] for d in range(x.shape[1])) + b[k]
    return out, {"x": x, "W": W}


def linear_backward(dout, cache):
    x, W = cache["x"], cache["W"]
    dx, dW, db = np.zeros(x.shape), np.zeros(W.shape), np.zeros((1, W.shape[1]))
    for n in range(x.shape[0]):
        for k in range(W.shape[1]):
            db[0, k] += dout[n, k]
            for d in range(x.shape[1]):
                dx[n, d] += dout[n, k] * W[d, k]
                dW[d, k] += dout[n, k] * x[n, d]
    return dx, dW, db


def relu_forward(x):
    out = x.copy()
    for i in np.ndindex(x.shape):
        if out[i] < 0:
            out[i] = 0
    return out, x


def relu_backward(dout, cache):
    dout[cache < 0] = 0  # writes into the upstream gradient: a warning at most
    return dout


class Node:
    def __init__(self, unit, parents, value=None):
        self.unit = unit
        self.parents = parents
        self.value = value


class Graph:
    """Recursion from the output, with a record of what was visited."""

    def __init__(self):
        self.inputs = []

    def input(self, value):
        self.inputs.append(Node(None, [], value))
        return self.inputs[-1]

    def add(self, unit, *parents):
        return Node(unit, list(parents))

    def _order(self, node, order):
        if node not in order:
            for parent in node.parents:
                self._order(parent, order)
            order.append(node)
        return order

    def forward(self, node):
        for each in self._order(node, []):
            if each.unit:
                each.value = each.unit.forward(*[p.value for p in each.parents])
        return node.value

    def backward(self, node):
        order = self._order(node, [])
        gradients = {each: 0 * each.value for each in [*order, *self.inputs]}
        gradients[node] = 1.0
        for each in reversed(order):
            if each.unit:
                for parent, gradient in zip(each.parents, each.unit.backward(gradients[each]), strict=True):
                    gradients[parent] = gradients[parent] + gradient
        return {each: gradients[each] for each in self.inputs}


class MLP:
    """One example at a time."""

    def __init__(self, sizes, activation, rng):
        print("a network of", sizes)
        self.activation = activation
        self.L = len(sizes) - 1
        self.params = {}
        for l in range(self.L):  # noqa: E741
            bound = 1 / np.sqrt(sizes[l])
            self.params["W" + str(l + 1)] = rng.uniform(-bound, bound, (sizes[l], sizes[l + 1]))
            self.params["b" + str(l + 1)] = rng.uniform(-bound, bound, sizes[l + 1])

    def set_params(self, params):
        for key in params:
            self.params[key] = params[key].copy()

    def forward(self, X):
        return np.array([self._one(x)[0] for x in X])

    def _one(self, x):
        ins = []
        for l in range(1, self.L + 1):  # noqa: E741
            ins.append(x)
            x = x @ self.params["W" + str(l)] + self.params["b" + str(l)]
            if l < self.L:
                if self.activation == "relu":
                    x = x * (x > 0)
                elif self.activation == "tanh":
                    x = 1 - 2 / (np.exp(2 * x) + 1)
                else:
                    x = 1 / (1 + np.exp(-x))
        return x, ins

    def loss(self, X, y):
        total = 0
        grads = {key: np.zeros_like(value) for key, value in self.params.items()}
        for x, label in zip(X, y, strict=True):
            s, ins = self._one(x)
            p = np.exp(s - max(s))
            p = p / sum(p)
            total += -np.log(p[label] + 1e-12)
            d = p.copy()
            d[label] -= 1
            for l in range(self.L, 0, -1):  # noqa: E741
                grads["W" + str(l)] += np.outer(ins[l - 1], d) / len(y)
                grads["b" + str(l)] += d / len(y)
                d = self.params["W" + str(l)] @ d
                h = ins[l - 1]
                if self.activation == "relu":
                    d[h <= 0] = 0
                elif self.activation == "tanh":
                    d = d * (1 - h * h)
                else:
                    d = d * h * (1 - h)
        return total / len(y), grads

    def predict(self, X):
        return [int(np.argmax(s)) for s in self.forward(X)]
