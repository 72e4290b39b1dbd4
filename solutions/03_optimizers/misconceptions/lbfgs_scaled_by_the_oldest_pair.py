"""Takes γ from the first pair in the lists, which is the oldest."""

fails = ["quasi_newton"]
hint = "Which pair knows most about the place where you are now, and where does it stand in the lists?"


def lbfgs_direction(gradient, s_list, y_list):
    pairs = list(zip(s_list, y_list, strict=True))
    if not pairs:
        return -gradient
    q, shares = gradient, []
    for s, y in reversed(pairs):
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    s, y = pairs[0]
    r = s @ y / (y @ y) * q
    for (s, y), share in zip(pairs, reversed(shares), strict=True):
        r = r + (share - y @ r / (s @ y)) * s
    return -r
