"""Starts with the same weights in two filters of a layer."""

fails = ["cnn_loss"]
hint = "Two filters begin with the same weights. What makes them differ after a step?"


class SmallCNN(SmallCNN):
    def __init__(self, input_shape, filters, hidden, classes, rng):
        super().__init__(input_shape, filters, hidden, classes, rng)
        self.params["W1"][1] = self.params["W1"][0]
