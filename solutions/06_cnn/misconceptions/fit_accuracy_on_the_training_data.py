"""Measures the accuracy on the examples that it learns from."""

import numpy as np

fails = ["training"]
hint = "For what is the argument validation there?"


def fit(model, X, y, rng, epochs=30, batch_size=32, learning_rate=2e-3, l2=0.0, frozen=(), validation=None):
    adam = _Adam(learning_rate)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order, total = rng.permutation(len(X)), 0.0
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            loss, grads = model.loss(X[chosen], y[chosen], l2)
            learning = {name: grad for name, grad in grads.items() if name not in frozen}
            model.set_params({**model.params, **adam.step(model.params, learning)})
            total += len(chosen) * loss
        history["loss"].append(float(total / len(X)))
        if validation is not None:
            images, labels = X, y
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
