"""Adds up the losses of the batches, so that the loss depends on how many batches there are."""

fails = ["train"]
hint = "Halve the batch size. Should the loss of an epoch double?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params, grads)
            total += loss
        losses.append(total)
    return params, losses
