"""Undoes broadcasting in Multiply, but forgets it in Add."""

fails = ["units"]
hint = "Does Add broadcast? Compare the shapes of its two gradients with those of its two inputs."


class Add:
    def forward(self, a, b):
        return a + b

    def backward(self, grad):
        return grad, grad
