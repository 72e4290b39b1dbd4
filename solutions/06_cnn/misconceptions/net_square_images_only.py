"""Takes the image for square: the rows of W3 are counted with the height twice."""

fails = ["cnn_loss"]
hint = "What comes out of the second pool for an image of 7 × 11? Multiply its sides."


class SmallCNN(SmallCNN):
    def __init__(self, input_shape, filters, hidden, classes, rng):
        channels, height, _ = input_shape
        super().__init__((channels, height, height), filters, hidden, classes, rng)
