"""Gives the number 0 for an input that is not reached, and not an array of its shape."""

fails = ["graph"]
hint = "A gradient has the shape of its array. What shape has the one of an input that is not reached?"


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
        return {i: gradients.get(i, 0.0) for i in range(len(self.nodes)) if self.nodes[i][0] is None}
