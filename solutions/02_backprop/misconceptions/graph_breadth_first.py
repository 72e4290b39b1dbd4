"""Visits nodes by their distance from the output, so that a node with a short and a long path is passed too early."""

import numpy as np

fails = ["graph"]
hint = "A node is reached at once and by a detour. When does your code pass it, and is all of its gradient there?"


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
        gradients, queue, seen = {node: 1.0}, [node], {node}
        for i in queue:
            unit, parents = self.nodes[i]
            if unit is None:
                continue
            for p, g in zip(parents, unit.backward(gradients[i]), strict=True):
                gradients[p] = gradients.get(p, 0.0) + g
                if p not in seen:
                    seen.add(p)
                    queue.append(p)
        return self._of_inputs(gradients)

    def _of_inputs(self, gradients):
        inputs = [i for i, (unit, _) in enumerate(self.nodes) if unit is None]
        return {i: gradients.get(i, np.zeros(np.shape(self.values[i]))) for i in inputs}
