"""Adds up the gradients of all batches and takes a single step at the end of the epoch."""

fails = ["train"]
hint = "How many steps are there in an epoch of three batches?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        total, mean = 0.0, dict.fromkeys(params, 0.0)
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            mean = {name: mean[name] + len(Xb) / len(X) * g for name, g in grads.items()}
            total += len(Xb) * loss
        params = optimizer.step(params, mean)
        losses.append(total / len(X))
    return params, losses
