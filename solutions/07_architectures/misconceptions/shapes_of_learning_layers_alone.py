"""Returns shapes for convolutions, pools and fully connected layers alone."""

fails = ["shapes"]
hint = "How many layers has the list, and how many shapes do you return? What does a ReLU make of its input's shape?"


def output_shapes(layers, input_shape):
    shapes = _shapes(layers, input_shape)[1:]
    return [shape for layer, shape in zip(layers, shapes, strict=True) if layer[0] not in ("relu", "flatten")]
