"""Begins with the identity instead of γI."""

fails = ["quasi_newton"]
hint = "Between the two loops something happens to q. What would it be worth on a bowl of curvature 1000?"


def lbfgs_direction(gradient, s_list, y_list):
    pairs = list(zip(s_list, y_list, strict=True))
    q, shares = gradient, []
    for s, y in reversed(pairs):
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    for (s, y), share in zip(pairs, reversed(shares), strict=True):
        q = q + (share - y @ q / (s @ y)) * s
    return -q
