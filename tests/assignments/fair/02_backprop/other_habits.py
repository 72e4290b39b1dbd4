"""Lists for tuples, names for ids, caches of other forms, slopes from the input, warnings and prints."""

import warnings
from itertools import pairwise

import numpy as np


def numeric_gradient(f, x, h=1e-5, method="central"):
    x = np.asarray(x, dtype=np.float64)
    basis = np.eye(x.size).reshape(x.size, *x.shape)
    if method == "forward":
        slopes = [(f(x + h * e) - f(x)) / h for e in basis]
    else:
        slopes = [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in basis]
    return np.reshape(slopes, x.shape)


def vector_jacobian_product(J, upstream):
    return np.einsum("mn,m->n", J, upstream)


def linear_forward(x, W, b):
    warnings.warn("about to multiply", stacklevel=1)
    return [np.dot(x, W) + b[None, :], [x.copy(), W.T.copy()]]


def linear_backward(dout, cache):
    x, WT = cache.pop(0), cache.pop()  # consumes its cache
    return [np.dot(dout, WT), np.dot(x.T, dout), np.sum(dout, axis=0, keepdims=True)]


def relu_forward(x):
    return np.where(x >= 0, x, 0.0), x.copy()


def relu_backward(dout, cache):
    return np.where(cache >= 0, dout, 0.0)


def sigmoid_forward(x):
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e)), x


def sigmoid_backward(dout, cache):
    e = np.exp(-np.abs(cache))
    return dout * e / (1 + e) ** 2


def tanh_forward(x):
    return np.tanh(x), x


def tanh_backward(dout, cache):
    with np.errstate(over="ignore"):
        return dout / np.cosh(cache) ** 2


def _shrink(grad, array):
    while np.ndim(grad) > np.ndim(array):
        grad = grad.sum(axis=0)
    for axis, size in enumerate(np.shape(array)):
        if size == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad


class Unit:
    def forward(self, *inputs):
        self.inputs = inputs
        return self.value(*inputs)


class Add(Unit):
    def value(self, a, b):
        return a + b

    def backward(self, grad):
        return [_shrink(grad, a) for a in self.inputs]


class Multiply(Unit):
    def value(self, a, b):
        return a * b

    def backward(self, grad):
        a, b = self.inputs
        return [_shrink(grad * b, a), _shrink(grad * a, b)]


class Sum(Unit):
    def value(self, a):
        return float(np.sum(a))

    def backward(self, grad):
        (a,) = self.inputs
        return (grad * np.ones_like(a),)


class Graph:
    """Nodes by name, sorted by how many of their children still have to report."""

    def __init__(self):
        self.units, self.parents, self.values = {}, {}, {}

    def _name(self, kind):
        return f"{kind} {len(self.parents)}"

    def input(self, value):
        name = self._name("input")
        self.values[name], self.parents[name] = value, ()
        return name

    def add(self, unit, *parents):
        name = self._name("unit")
        self.units[name], self.parents[name] = unit, parents
        return name

    def forward(self, node):
        done = {}

        def value(name):
            if name not in self.units:
                return self.values[name]
            if name not in done:
                done[name] = self.units[name].forward(*map(value, self.parents[name]))
            return done[name]

        self.result = value(node)
        return self.result

    def backward(self, node):
        waiting = {}
        stack, seen = [node], {node}
        while stack:
            for parent in self.parents[stack.pop()]:
                waiting[parent] = waiting.get(parent, 0) + 1
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
        gradients, ready = {node: np.ones(np.shape(self.result))}, [node]
        while ready:
            name = ready.pop()
            if name not in self.units:
                continue
            for parent, gradient in zip(self.parents[name], self.units[name].backward(gradients[name]), strict=True):
                gradients[parent] = gradients.get(parent, 0) + gradient
                waiting[parent] -= 1
                if waiting[parent] == 0:
                    ready.append(parent)
        return {name: gradients.get(name, np.zeros(np.shape(value))) for name, value in self.values.items()}


class MLP:
    """Layers that are functions of this file, and params that are put together when they are asked for."""

    def __init__(self, sizes, activation, rng):
        self.weights = [0.01 * rng.standard_normal(pair) for pair in pairwise(sizes)]
        self.biases = [np.zeros(size) for size in sizes[1:]]
        names = {"relu": (relu_forward, relu_backward), "tanh": (tanh_forward, tanh_backward)}
        self.act, self.act_back = names.get(activation, (sigmoid_forward, sigmoid_backward))

    @property
    def params(self):
        pairs = enumerate(zip(self.weights, self.biases, strict=True), 1)
        return {f"{kind}{i}": array for i, pair in pairs for kind, array in zip("Wb", pair, strict=True)}

    def set_params(self, params):
        for i in range(len(self.weights)):
            self.weights[i] = np.array(params[f"W{i + 1}"])
            self.biases[i] = np.array(params[f"b{i + 1}"])

    def _run(self, X):
        caches = []
        for i, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            X, cache = linear_forward(X, W, b)
            caches.append(cache)
            if i < len(self.weights) - 1:
                X, cache = self.act(X)
                caches.append(cache)
        return X, caches

    def forward(self, X):
        return self._run(X)[0]

    def loss(self, X, y):
        scores, caches = self._run(X)
        top = np.max(scores, axis=1, keepdims=True)
        log_sum = top + np.log(np.sum(np.exp(scores - top), axis=1, keepdims=True))
        loss = np.mean(log_sum[:, 0] - scores[range(len(y)), y])
        d = np.exp(scores - log_sum)
        d[range(len(y)), y] -= 1
        d /= len(y)
        grads = {}
        for i in range(len(self.weights), 0, -1):
            d, grads[f"W{i}"], grads[f"b{i}"] = linear_backward(d, caches.pop())
            if caches:
                d = self.act_back(d, caches.pop())
        return [np.array(loss), grads]

    def predict(self, X):
        return np.argsort(self.forward(X), axis=1)[:, -1]
