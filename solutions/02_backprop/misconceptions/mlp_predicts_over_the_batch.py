"""Looks for the best example of each class, where the best class of each example is asked for."""

fails = ["mlp"]
hint = "How many numbers does predict return for eleven examples and three classes?"


class MLP(MLP):
    def predict(self, X):
        return self.forward(X).argmax(axis=0)
