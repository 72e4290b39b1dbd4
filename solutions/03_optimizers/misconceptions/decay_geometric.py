"""Multiplies the rate by the same factor at each iteration: it falls along a curve, not along a line."""

fails = ["learning_rate"]
hint = "Half way to τ, what should the rate be: the mean of the two rates, or the root of their product?"


def linear_decay(k, eps0, eps_tau, tau):
    alpha = min(k / tau, 1)
    return eps0 ** (1 - alpha) * eps_tau**alpha
