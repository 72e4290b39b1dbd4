"""Asks for the loss again after the step and reports that one."""

fails = ["train"]
hint = "The first loss that you report: of which parameters is it? Of which should it be?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            _, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params, grads)
            loss, _ = loss_and_grads(params, Xb, yb)
            total += len(Xb) * loss
        losses.append(total / len(X))
    return params, losses
