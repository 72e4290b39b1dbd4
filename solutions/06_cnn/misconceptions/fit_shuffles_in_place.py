"""Shuffles the arrays of the caller, instead of a list of places in them."""

import numpy as np

fails = ["training"]
hint = "Look at the first image before and after fit. Is it still the first?"


def fit(model, X, y, rng, epochs=30, batch_size=32, learning_rate=2e-3, l2=0.0, frozen=(), validation=None):
    adam = _Adam(learning_rate)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order, total = rng.permutation(len(X)), 0.0
        X[:], y[:] = X[order], y[order]
        for start in range(0, len(X), batch_size):
            chosen = slice(start, min(start + batch_size, len(X)))
            loss, grads = model.loss(X[chosen], y[chosen], l2)
            learning = {name: grad for name, grad in grads.items() if name not in frozen}
            model.set_params({**model.params, **adam.step(model.params, learning)})
            total += (chosen.stop - start) * loss
        history["loss"].append(float(total / len(X)))
        if validation is not None:
            images, labels = validation
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
