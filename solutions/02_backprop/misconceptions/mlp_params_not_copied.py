"""Keeps the dict that was given, so that two networks can share their parameters."""

fails = ["mlp"]
hint = "Give the params of one network to another one, and change an entry. Which of the two has changed?"


class MLP(MLP):
    def set_params(self, params):
        self.params = params
