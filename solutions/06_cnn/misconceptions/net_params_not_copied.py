"""Keeps the dict that was given, so that two networks can share their parameters."""

fails = ["cnn_loss"]
hint = "Give the params of one network to another one, and change an entry. Which of the two has changed?"


class SmallCNN(SmallCNN):
    def set_params(self, params):
        self.params = params
