"""Puts the new values into the dict of the caller."""

fails = ["train"]
hint = "Print params before and after the training: the dict you gave, not the one you got. Who changed it?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            params.update(optimizer.step(params, grads))
            total += len(Xb) * loss
        losses.append(total / len(X))
    return params, losses
