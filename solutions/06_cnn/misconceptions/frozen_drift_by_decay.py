"""Stops the gradients of frozen parameters, and then adds the price of large weights to all of them."""

import numpy as np

fails = ["fine_tuning"]
hint = "What in your step moves a weight whose gradient you have set to zero?"


def fit(model, X, y, rng, epochs=30, batch_size=32, learning_rate=2e-3, l2=0.0, frozen=(), validation=None):
    adam = _Adam(learning_rate)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order, total = rng.permutation(len(X)), 0.0
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            loss, _ = model.loss(X[chosen], y[chosen], l2)
            _, grads = model.loss(X[chosen], y[chosen])
            learning = {
                n: grad * (n not in frozen) + l2 * model.params[n] * n.startswith("W") for n, grad in grads.items()
            }
            model.set_params({**model.params, **adam.step(model.params, learning)})
            total += len(chosen) * loss
        history["loss"].append(float(total / len(X)))
        if validation is not None:
            images, labels = validation
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
