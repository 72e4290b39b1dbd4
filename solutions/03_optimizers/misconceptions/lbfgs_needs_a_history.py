"""Takes γ from the last pair without asking whether there is one."""

fails = ["quasi_newton"]
hint = "At the first step both lists are empty. What does your code do then?"


def lbfgs_direction(gradient, s_list, y_list):
    pairs = list(zip(s_list, y_list, strict=True))
    q, shares = gradient, []
    for s, y in reversed(pairs):
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    s, y = pairs[-1]
    r = s @ y / (y @ y) * q
    for (s, y), share in zip(pairs, reversed(shares), strict=True):
        r = r + (share - y @ r / (s @ y)) * s
    return -r
