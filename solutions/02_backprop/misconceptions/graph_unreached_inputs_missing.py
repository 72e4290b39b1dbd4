"""Leaves an input that the output does not depend on out of the result."""

fails = ["graph"]
hint = "If the output does not depend on an input, there is still a gradient. Which one, and of what shape?"


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
                    gradients[p] = gradients.get(p, 0.0) + g
        return self._of_inputs(gradients)

    def _of_inputs(self, gradients):
        return {i: gradients[i] for i in gradients if self.nodes[i][0] is None}
