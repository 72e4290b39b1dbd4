"""Averages the losses of the batches, as if the last one were as large as the others."""

import numpy as np

fails = ["training"]
hint = "Three batches of 32, 32 and 11 examples: how much should each of their losses count?"


def fit(model, X, y, rng, epochs=30, batch_size=32, learning_rate=2e-3, l2=0.0, frozen=(), validation=None):
    adam = _Adam(learning_rate)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order, losses = rng.permutation(len(X)), []
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            loss, grads = model.loss(X[chosen], y[chosen], l2)
            learning = {name: grad for name, grad in grads.items() if name not in frozen}
            model.set_params({**model.params, **adam.step(model.params, learning)})
            losses.append(loss)
        history["loss"].append(float(np.mean(losses)))
        if validation is not None:
            images, labels = validation
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
