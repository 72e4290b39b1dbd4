"""Begins every epoch with the parameters that it was given, so that only the last epoch counts."""

fails = ["train"]
hint = "What is left of the first epoch when the second one begins?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        trained, total = params, 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(trained, Xb, yb)
            trained = optimizer.step(trained, grads)
            total += len(Xb) * loss
        losses.append(total / len(X))
    return trained, losses
