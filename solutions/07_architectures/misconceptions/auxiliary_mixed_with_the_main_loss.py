"""Mixes the losses: the main one counts less the more the others count."""

fails = ["inception_block"]
hint = "By how much does the loss of the last classifier count in the formula, and by how much in yours?"


def auxiliary_loss(main, auxiliary, weight):
    return (1 - weight) * main + weight * sum(auxiliary)
