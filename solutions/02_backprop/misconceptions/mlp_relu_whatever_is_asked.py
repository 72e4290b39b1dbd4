"""Uses ReLU whatever the activation is called."""

fails = ["mlp"]
hint = "Which of your lines looks at the argument `activation`?"


class MLP(MLP):
    def __init__(self, sizes, activation, rng):
        super().__init__(sizes, "relu", rng)
