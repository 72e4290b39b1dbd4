"""Calls step and throws its result away: the parameters stay what they were."""

fails = ["train"]
hint = "step returns new parameters. Where do yours go?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            optimizer.step(params, grads)
            total += len(Xb) * loss
        losses.append(total / len(X))
    return params, losses
