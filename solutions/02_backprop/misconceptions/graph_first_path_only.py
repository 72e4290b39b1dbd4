"""Takes a node for done once a gradient has reached it, and ignores what comes later."""

import numpy as np

fails = ["graph"]
hint = "A node feeds two others. The first gradient has arrived; what does your code do with the second?"


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
        gradients = {node: 1.0}
        for i in range(node, -1, -1):
            unit, parents = self.nodes[i]
            if unit is not None and i in gradients:
                for p, g in zip(parents, unit.backward(gradients[i]), strict=True):
                    gradients.setdefault(p, g)
        return self._of_inputs(gradients)

    def _of_inputs(self, gradients):
        inputs = [i for i, (unit, _) in enumerate(self.nodes) if unit is None]
        return {i: gradients.get(i, np.zeros(np.shape(self.values[i]))) for i in inputs}
