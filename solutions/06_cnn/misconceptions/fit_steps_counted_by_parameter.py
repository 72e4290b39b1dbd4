"""Adam counts a step for each parameter, so that all but the first are corrected as if they were late."""

import numpy as np

fails = ["training"]
hint = "After one batch, how many steps has Adam taken? What is its t for each of the parameters?"


def fit(model, X, y, rng, epochs=30, batch_size=32, learning_rate=2e-3, l2=0.0, frozen=(), validation=None):
    m = {name: np.zeros_like(value) for name, value in model.params.items()}
    v = {name: np.zeros_like(value) for name, value in model.params.items()}
    history, t = {"loss": [], "accuracy": []}, 0
    for _ in range(epochs):
        order, total = rng.permutation(len(X)), 0.0
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            loss, grads = model.loss(X[chosen], y[chosen], l2)
            params = dict(model.params)
            for name in [name for name in params if name not in frozen]:
                t += 1
                m[name] = 0.9 * m[name] + 0.1 * grads[name]
                v[name] = 0.999 * v[name] + 0.001 * grads[name] ** 2
                step = m[name] / (1 - 0.9**t) / (np.sqrt(v[name] / (1 - 0.999**t)) + 1e-8)
                params[name] = params[name] - learning_rate * step
            model.set_params(params)
            total += len(chosen) * loss
        history["loss"].append(float(total / len(X)))
        if validation is not None:
            images, labels = validation
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
