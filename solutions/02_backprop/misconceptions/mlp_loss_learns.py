"""Takes a step with each layer while it goes backward, so that the layers below see changed weights."""

fails = ["mlp"]
hint = "Print a weight before and after a call of loss. Who asked for the change?"


class MLP(MLP):
    def loss(self, X, y):
        *inputs, scores = self._outputs(X)
        loss, dout = _softmax_cross_entropy(scores, y)
        grads = {}
        for i in range(len(inputs), 0, -1):
            grads[f"W{i}"], grads[f"b{i}"] = inputs[i - 1].T @ dout, dout.sum(axis=0)
            self.params[f"W{i}"] = self.params[f"W{i}"] - 0.1 * grads[f"W{i}"]
            if i > 1:
                dout = dout @ self.params[f"W{i}"].T * self._slope(inputs[i - 1])
        return loss, grads
