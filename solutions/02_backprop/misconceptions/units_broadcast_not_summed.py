"""Returns gradients of the shape of the output, also for an input that was repeated to get there."""

fails = ["units"]
hint = "Add a row of 5 to a matrix of 3 × 5: what shape must the gradient of the row have, and what shape has yours?"


class Add:
    def forward(self, a, b):
        return a + b

    def backward(self, grad):
        return grad, grad


class Multiply:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a * b

    def backward(self, grad):
        return grad * self.b, grad * self.a
