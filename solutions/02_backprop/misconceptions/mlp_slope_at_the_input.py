"""Uses a formula in terms of the output with the values before the activation."""

fails = ["mlp"]
hint = "In 1 − t² and s(1 − s), are t and s what went into the activation, or what came out?"


class MLP(MLP):
    def loss(self, X, y):
        *inputs, scores = self._outputs(X)
        loss, dout = _softmax_cross_entropy(scores, y)
        grads = {}
        for i in range(len(inputs), 0, -1):
            grads[f"W{i}"], grads[f"b{i}"] = inputs[i - 1].T @ dout, dout.sum(axis=0)
            if i > 1:
                before = inputs[i - 2] @ self.params[f"W{i - 1}"] + self.params[f"b{i - 1}"]
                dout = dout @ self.params[f"W{i}"].T * self._slope(before)
        return loss, grads
