"""Looks for the best image of each class, where the best class of each image is asked for."""

fails = ["cnn_loss", "training"]
hint = "How many numbers does predict return for eleven images and four classes?"


class SmallCNN(SmallCNN):
    def predict(self, X):
        return self._forward(X)[0].argmax(axis=0)
