"""Reports the loss of the last batch for the whole epoch."""

fails = ["train"]
hint = "Which examples had a say in the number that you report for an epoch?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params, grads)
        losses.append(loss)
    return params, losses
