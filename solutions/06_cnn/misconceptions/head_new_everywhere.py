"""Makes the whole network new, so that all that it has learned is lost."""

import numpy as np

fails = ["fine_tuning"]
hint = "Which layers are to forget what they have learned? Which have, in yours?"


def replace_head(model, classes, rng):
    fresh = {n: _he_normal(a.shape, rng) if n.startswith("W") else 0 * a for n, a in model.params.items()}
    head = {"W4": _he_normal((len(model.params["W4"]), classes), rng), "b4": np.zeros(classes)}
    model.set_params({**fresh, **head})
