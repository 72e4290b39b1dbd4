"""Makes the batches before the first epoch and goes through the same ones in all of them."""

fails = ["train"]
hint = "Print the labels of the first batch in three epochs. Where do you shuffle?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    batches = list(minibatches(X, y, batch_size, rng))
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, yb in batches:
            loss, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params, grads)
            total += len(Xb) * loss
        losses.append(total / len(X))
    return params, losses
