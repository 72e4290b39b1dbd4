"""Returns H g, which leads uphill."""

fails = ["quasi_newton"]
hint = "Move a little along your direction. Does the loss fall?"


def lbfgs_direction(gradient, s_list, y_list):
    pairs = list(zip(s_list, y_list, strict=True))
    if not pairs:
        return gradient
    q, shares = gradient, []
    for s, y in reversed(pairs):
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    s, y = pairs[-1]
    r = s @ y / (y @ y) * q
    for (s, y), share in zip(pairs, reversed(shares), strict=True):
        r = r + (share - y @ r / (s @ y)) * s
    return r
