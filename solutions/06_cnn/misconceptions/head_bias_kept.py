"""Replaces W4 and leaves b4 as it was."""

fails = ["fine_tuning"]
hint = "How many classes does the new head have, and how many entries has b4?"


def replace_head(model, classes, rng):
    W4 = _he_normal((len(model.params["W4"]), classes), rng)
    model.set_params({**model.params, "W4": W4})
