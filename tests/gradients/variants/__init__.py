"""The stress set: right and wrong implementations, each with its inputs."""

from tests.gradients.variants import activations, convolution, dense, losses, networks, normalisation, pooling, softmax

FAMILIES = [
    family
    for module in (convolution, dense, activations, pooling, softmax, losses, normalisation, networks)
    for family in module.FAMILIES
]
VARIANTS = [variant for family in FAMILIES for variant in family.variants]
RIGHT = [variant for variant in VARIANTS if variant.is_right]
WRONG = [variant for variant in VARIANTS if not variant.is_right]
