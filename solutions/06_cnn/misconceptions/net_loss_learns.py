"""Returns the right loss and gradients, and takes a step besides."""

fails = ["cnn_loss", "training", "fine_tuning"]
hint = "Ask for the same loss twice. Why is the second one smaller?"


class SmallCNN(SmallCNN):
    def loss(self, X, y, l2=0.0):
        loss, grads = super().loss(X, y, l2)
        self.params = {name: array - 1e-5 * grads[name] for name, array in self.params.items()}
        return loss, grads
