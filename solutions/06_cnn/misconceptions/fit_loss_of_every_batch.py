"""Notes the loss of every batch, where one number for an epoch is asked for."""

import numpy as np

fails = ["training"]
hint = "How many numbers should history['loss'] have after thirty epochs?"


def fit(model, X, y, rng, epochs=30, batch_size=32, learning_rate=2e-3, l2=0.0, frozen=(), validation=None):
    adam = _Adam(learning_rate)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            loss, grads = model.loss(X[chosen], y[chosen], l2)
            learning = {name: grad for name, grad in grads.items() if name not in frozen}
            model.set_params({**model.params, **adam.step(model.params, learning)})
            history["loss"].append(float(loss))
        if validation is not None:
            images, labels = validation
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
