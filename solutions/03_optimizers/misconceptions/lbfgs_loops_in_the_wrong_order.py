"""Goes through the pairs from the oldest to the newest first, and back afterwards."""

fails = ["quasi_newton"]
hint = "In −H g the gradient meets the last update first. Which pair made the last update?"


def lbfgs_direction(gradient, s_list, y_list):
    pairs = list(zip(s_list, y_list, strict=True))
    if not pairs:
        return -gradient
    q, shares = gradient, []
    for s, y in pairs:
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    s, y = pairs[-1]
    r = s @ y / (y @ y) * q
    for (s, y), share in zip(reversed(pairs), reversed(shares), strict=True):
        r = r + (share - y @ r / (s @ y)) * s
    return -r
