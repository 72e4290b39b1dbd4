"""Follows every path by itself, of which there can be 2ⁿ in a graph of n nodes."""

import numpy as np

fails = ["graph"]
hint = (
    "How often does your backward visit the lowest rung of a ladder? Could it wait until all of its gradient is there?"
)


class Graph:
    def __init__(self):
        self.nodes = []  # (unit, parents); None for the unit of an input
        self.values = []

    def input(self, value):
        self.nodes.append((None, ()))
        self.values.append(value)
        return len(self.nodes) - 1

    def add(self, unit, *parents):
        self.nodes.append((unit, parents))
        self.values.append(None)
        return len(self.nodes) - 1

    def forward(self, node):
        for i in range(node + 1):
            unit, parents = self.nodes[i]
            if unit is not None:
                self.values[i] = unit.forward(*[self.values[p] for p in parents])
        return self.values[node]

    def backward(self, node):
        gradients = {}

        def visit(i, grad):
            unit, parents = self.nodes[i]
            if unit is None:
                gradients[i] = gradients.get(i, 0.0) + grad
                return
            for p, g in zip(parents, unit.backward(grad), strict=True):
                visit(p, g)

        visit(node, 1.0)
        return self._of_inputs(gradients)

    def _of_inputs(self, gradients):
        inputs = [i for i, (unit, _) in enumerate(self.nodes) if unit is None]
        return {i: gradients.get(i, np.zeros(np.shape(self.values[i]))) for i in inputs}
