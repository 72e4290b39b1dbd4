"""Puts the new head on a copy of the model and leaves the one that was given as it was."""

import copy

import numpy as np

fails = ["fine_tuning"]
hint = "Print the shape of model.params['W4'] after the call. Which model has the new head?"


def replace_head(model, classes, rng):
    head = {"W4": _he_normal((len(model.params["W4"]), classes), rng), "b4": np.zeros(classes)}
    copy.copy(model).set_params({**model.params, **head})
