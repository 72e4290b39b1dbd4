"""Lets the line run on and cuts it off from below, which only works while the rate falls."""

fails = ["learning_rate"]
hint = "Try a warm-up: a rate that rises from 0.01 to 0.1. What does it do, and where does it end?"


def linear_decay(k, eps0, eps_tau, tau):
    return max(eps0 + k / tau * (eps_tau - eps0), eps_tau)
