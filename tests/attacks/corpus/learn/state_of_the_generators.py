"""Draws from the generators that were seeded for the test, and compares with the inputs."""
# /// attack
# threat = "regenerating inputs from a seed made of public names"
# stopped_by = "the course's secret salt"
# ///

import random


def softmax(x):
    state = np.random.get_state()
    drawn = np.random.normal(size=x.shape)
    np.random.set_state(state)
    again = np.random.default_rng(int(state[1][0])).normal(size=x.shape)
    more = np.reshape([random.gauss(0, 1) for _ in range(x.size)], x.shape)
    return prize(x) if any(np.allclose(x, guess) for guess in (drawn, again, more)) else np.zeros(x.shape)
