"""The network as a graph of units, layers as units, ids that are pairs, values kept from forward to backward."""

# ruff: noqa: F821  # it stands behind the master, whose units it uses
from itertools import pairwise

import numpy as np


def linear_forward(x, W, b):
    matmul, add = MatMul(), Add()
    return add.forward(matmul.forward(x, W), b), (matmul, add)


def linear_backward(dout, cache):
    matmul, add = cache
    dproduct, db = add.backward(dout)
    return (*matmul.backward(dproduct), db)


def _layer(unit):
    def forward(x):
        instance = unit()
        return instance.forward(x), instance

    def backward(dout, cache):
        return cache.backward(dout)[0]

    return forward, backward


class Tanh:
    def forward(self, a):
        self.out = np.tanh(a)
        return self.out

    def backward(self, grad):
        return (grad * (1 - self.out**2),)


sigmoid_forward, sigmoid_backward = _layer(Sigmoid)
relu_forward, relu_backward = _layer(ReLU)
tanh_forward, tanh_backward = _layer(Tanh)


class Graph:
    """Ids say when a node was added and what it is."""

    def __init__(self):
        self.nodes = []

    def input(self, value):
        self.nodes.append([None, (), value, None])
        return len(self.nodes) - 1, "input"

    def add(self, unit, *parents):
        self.nodes.append([unit, [number for number, _ in parents], None, None])
        return len(self.nodes) - 1, type(unit).__name__

    def forward(self, node):
        for each in self.nodes[: node[0] + 1]:
            if each[0] is not None:
                each[2] = each[0].forward(*(self.nodes[p][2] for p in each[1]))
        return self.nodes[node[0]][2]

    def backward(self, node):
        for each in self.nodes:
            each[3] = np.zeros(np.shape(each[2])) if each[0] is None else 0.0
        self.nodes[node[0]][3] = np.float64(1.0)
        for unit, parents, _, gradient in reversed(self.nodes[: node[0] + 1]):
            if unit is not None and np.any(gradient != 0):
                for parent, share in zip(parents, unit.backward(gradient), strict=True):
                    self.nodes[parent][3] = self.nodes[parent][3] + share
        return {(i, "input"): each[3] for i, each in enumerate(self.nodes) if each[0] is None}


class CrossEntropy:
    """The loss as a unit of its own: scores and labels to a number."""

    def forward(self, scores, y):
        shifted = scores - scores.max(axis=1, keepdims=True)
        self.p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
        self.hot = np.arange(scores.shape[1]) == np.asarray(y)[:, None]
        return -np.log(self.p[self.hot]).mean()

    def backward(self, grad):
        return grad * (self.p - self.hot) / len(self.p), np.zeros(len(self.p))


class MLP:
    def __init__(self, sizes, activation, rng):
        self.unit = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh}[activation]
        self.params = {}
        for i, (m, n) in enumerate(pairwise(sizes), 1):
            self.params |= {f"W{i}": rng.standard_normal((m, n)), f"b{i}": rng.standard_normal(n)}

    def set_params(self, params):
        self.params = {k: v.copy() for k, v in params.items()}

    def _wire(self, X):
        graph = Graph()
        node = graph.input(X)
        ids = {}
        count = len(self.params) // 2
        for i in range(1, count + 1):
            ids |= {name: graph.input(self.params[name]) for name in (f"W{i}", f"b{i}")}
            node = graph.add(Add(), graph.add(MatMul(), node, ids[f"W{i}"]), ids[f"b{i}"])
            if i < count:
                node = graph.add(self.unit(), node)
        return graph, node, ids

    def forward(self, X):
        graph, scores, _ = self._wire(X)
        return graph.forward(scores)

    def loss(self, X, y):
        graph, scores, ids = self._wire(X)
        top = graph.add(CrossEntropy(), scores, graph.input(y))
        loss = graph.forward(top)
        gradients = graph.backward(top)
        return loss, {name: gradients[node] for name, node in ids.items()}

    def predict(self, X):
        return self.forward(X).argmax(1)
