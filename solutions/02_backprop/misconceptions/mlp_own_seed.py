"""Draws the weights from a generator with a seed of its own, so that every network starts the same way."""

import numpy as np

fails = ["mlp"]
hint = "Make two networks from generators with different seeds. Do they differ? What is the argument rng for?"


class MLP:
    def __init__(self, sizes, activation, rng):
        self.activation = activation
        self.layers = len(sizes) - 1
        rng = np.random.default_rng(0)
        self.params = {}
        for i in range(1, len(sizes)):
            self.params[f"W{i}"] = 0.1 * rng.normal(size=(sizes[i - 1], sizes[i]))
            self.params[f"b{i}"] = np.zeros(sizes[i])

    def set_params(self, params):
        self.params = {name: array.copy() for name, array in params.items()}

    def activate(self, a):
        if self.activation == "relu":
            return np.maximum(a, 0)
        return np.tanh(a) if self.activation == "tanh" else 1 / (1 + np.exp(-a))

    def slope(self, out):
        if self.activation == "relu":
            return out > 0
        return 1 - out**2 if self.activation == "tanh" else out * (1 - out)

    def forward(self, X):
        self.before, self.after = [], [X]
        for i in range(1, self.layers + 1):
            self.before.append(self.after[-1] @ self.params[f"W{i}"] + self.params[f"b{i}"])
            self.after.append(self.before[-1] if i == self.layers else self.activate(self.before[-1]))
        return self.after[-1]

    def loss(self, X, y):
        scores = self.forward(X)
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        loss = -np.mean(np.log(p[np.arange(len(y)), y]))
        dout = p
        dout[np.arange(len(y)), y] -= 1
        dout /= len(y)
        grads = {}
        for i in range(self.layers, 0, -1):
            grads[f"W{i}"] = self.after[i - 1].T @ dout
            grads[f"b{i}"] = dout.sum(axis=0)
            if i > 1:
                dout = dout @ self.params[f"W{i}"].T * self.slope(self.after[i - 1])
        return loss, grads

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1)
