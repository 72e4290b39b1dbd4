"""Goes through the pairs from the newest to the oldest in both loops."""

fails = ["quasi_newton"]
hint = (
    "One loop goes into the product of matrices, the other comes out of it. Do they meet the pairs in the same order?"
)


def lbfgs_direction(gradient, s_list, y_list):
    pairs = list(zip(s_list, y_list, strict=True))
    if not pairs:
        return -gradient
    q, shares = gradient, []
    for s, y in reversed(pairs):
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    s, y = pairs[-1]
    r = s @ y / (y @ y) * q
    for (s, y), share in zip(reversed(pairs), shares, strict=True):
        r = r + (share - y @ r / (s @ y)) * s
    return -r
