"""Goes down one path to its end before the other paths have been added up, and visits each node once."""

import numpy as np

fails = ["graph"]
hint = "A node is reached at once and by a detour. When your code passes its gradient on, has the detour arrived?"


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
        gradients, visited = {node: 1.0}, set()

        def visit(i):
            visited.add(i)
            unit, parents = self.nodes[i]
            if unit is None:
                return
            for p, g in zip(parents, unit.backward(gradients[i]), strict=True):
                gradients[p] = gradients.get(p, 0.0) + g
            for p in parents:
                if p not in visited:
                    visit(p)

        visit(node)
        return self._of_inputs(gradients)

    def _of_inputs(self, gradients):
        inputs = [i for i, (unit, _) in enumerate(self.nodes) if unit is None]
        return {i: gradients.get(i, np.zeros(np.shape(self.values[i]))) for i in inputs}
