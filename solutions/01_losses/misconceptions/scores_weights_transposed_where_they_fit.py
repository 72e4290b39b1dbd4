"""Wants the weights of a class in a row, and turns W whenever the shapes allow it."""

fails = ["linear_scores"]
hint = "Which axis of W runs over features? Can you still tell when there are as many features as classes?"


def linear_scores(X, W, b):
    if W.shape[1] == X.shape[1]:
        W = W.T
    return X @ W + b
