"""Divides each score by the sum of the scores."""

fails = ["softmax"]
hint = "A score may be negative. May a probability? What makes every number positive?"


def softmax(scores):
    return scores / scores.sum(axis=1, keepdims=True)
