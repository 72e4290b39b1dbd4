"""Takes it for granted that there are exactly two layers."""

fails = ["mlp"]
hint = "What should MLP([5, 3], …) and MLP([5, 7, 2, 3], …) do? Which lines of yours know the number of layers?"


class MLP(MLP):
    def _outputs(self, X):
        hidden = self._value(X @ self.params["W1"] + self.params["b1"])
        return [X, hidden, hidden @ self.params["W2"] + self.params["b2"]]
