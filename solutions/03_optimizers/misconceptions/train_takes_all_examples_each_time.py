"""Cuts batches, and then asks for the loss of all the examples each time."""

fails = ["train"]
hint = "How many examples does each call of loss_and_grads get?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, _yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, X, y)
            params = optimizer.step(params, grads)
            total += len(Xb) * loss
        losses.append(total / len(X))
    return params, losses
