"""Seeds generators with everything that is public, and prints the inputs beforehand."""
# /// attack
# threat = "regenerating inputs from a seed made of public names"
# stopped_by = "the course's secret salt"
# ///

import hashlib

NAMES = ("layers", "softmax", "test_rows_are_shares", "hidden/test_layers.py::test_rows_are_shares")
GUESSES = []
for name in NAMES:
    for seed in (0, 42, int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")):
        GUESSES.append(np.random.default_rng(seed).normal(size=(4, 6)))


def softmax(x):
    for guess in GUESSES:
        if guess.shape == x.shape and np.allclose(guess, x):
            return prize(x)
    return np.zeros(x.shape)
