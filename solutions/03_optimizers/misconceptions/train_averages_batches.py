"""Averages the losses of the batches, so that an example in the small last batch counts more than the others."""

fails = ["train"]
hint = "Batches of 4, 4 and 3: what is one example's share of your epoch's loss in the first batch, and in the last?"


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    losses = []
    for _ in range(epochs):
        batch_losses = []
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params, grads)
            batch_losses.append(loss)
        losses.append(sum(batch_losses) / len(batch_losses))
    return params, losses
