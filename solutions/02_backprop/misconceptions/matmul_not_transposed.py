"""Multiplies with the matrices as they are, so that only square ones fit."""

fails = ["units", "graph"]
hint = "Write down the shapes of grad, a and b. Which product has the shape of a?"


class MatMul:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a @ b

    def backward(self, grad):
        return grad @ self.b, self.a @ grad
