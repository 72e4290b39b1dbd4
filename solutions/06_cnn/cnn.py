# %% [markdown]
# # 06 A small convolutional network that learns
#
# You have written the layers; now they become a network, and the network learns to read digits. It is small enough to
# train in seconds on any machine, and has all that the large ones have: convolutions, pooling, fully connected layers,
# a start that lets gradients through, an optimizer, and the tricks that help when data are few.
#
# 1. `he_init`: weights to start from
# 2. `SmallCNN`: the network, its loss and all of its gradients
# 3. `fit`: training
# 4. `dropout_forward`, `dropout_backward`: neurons that are sometimes silent
# 5. `shift`, `mirror`, `rotate`, `rescale`: more data from the same data
# 6. `replace_head`, and layers that are `frozen`: fine tuning
#
# Images are `(N, C, H, W)`, labels integers `(N,)`. `params` and `grads` are dicts of arrays with the same keys.
# float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and examples worked by hand.

# %%
import sys
from contextlib import contextmanager

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder

# %% [markdown]
# The layers come from your own 04 and 05, in the folders beside this one.

# %%
if __name__ == "__main__":  # grading brings the two modules along
    sys.path += ["../04_convolution", "../05_pooling"]
try:
    from convolution import conv2d_backward, conv2d_forward
    from pooling import max_pool_backward, max_pool_forward
except ImportError as missing:
    print(f"{missing}: put the folders of 04 and 05, with your work in them, beside this one.")

# %% [markdown]
# ## The digits
#
# 1,300 of them, 8 × 8 pixels each, written by thirteen people. The last 300 are kept apart to see how well the network
# does on digits that it has not learned from. (497 more are held back for grading.)


# %%
def load_digits():
    """The digits of `data/`: images (1300, 1, 8, 8) from 0 for paper to 1 for ink, and labels (1300,)."""
    with np.load("data/digits.npz") as digits:
        return digits["images"][:, None] / 16, digits["labels"].astype(int)


@contextmanager
def picture():
    """Show what is drawn inside; while something that it needs is missing, say what."""
    import matplotlib.pyplot as plt

    try:
        yield plt
        plt.show()
    except (NotImplementedError, FileNotFoundError) as missing:
        plt.close("all")
        if __name__ == "__main__":
            print(f"Nothing to see yet. {missing}")


def show(images, titles, columns=10):
    """Draw images (N, H, W) side by side, zero in the middle of the colours."""
    import matplotlib.pyplot as plt

    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    _, places = plt.subplots(rows, columns, figsize=(1.1 * columns, 1.4 * rows), squeeze=False, layout="constrained")
    for place in places.flat:
        place.axis("off")
    for place, image, title in zip(places.flat, images, titles, strict=False):
        largest = np.abs(image).max() or 1
        place.imshow(image, cmap="RdBu_r", vmin=-largest, vmax=largest)
        place.set_title(title, fontsize=9)


# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    show(X[:20, 0], y[:20])


# %%
### BEGIN SOLUTION
def _he_normal(shape, rng):
    """Normal weights of variance 2 / fan-in."""
    fan_in = np.prod(shape[1:]) if len(shape) == 4 else shape[0]
    return rng.normal(scale=np.sqrt(2 / fan_in), size=shape)


def _softmax_cross_entropy(scores, y):
    """The mean over the examples of −log(softmax of the right label), and its gradient."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(scores.shape[1], dtype=scores.dtype)[y]
    return -(one_hot * log_p).sum() / len(y), (np.exp(log_p) - one_hot) / len(y)


class _Adam:
    """The optimizer of 03."""

    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.means, self.squares, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return moved


def _sample(x, rows, columns):
    """Images read between their pixels, bilinear, 0 outside: at places (H, W) → (N, C, H, W)."""
    h, w = x.shape[2:]
    ringed = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    rows, columns = np.clip(rows, -1, h) + 1, np.clip(columns, -1, w) + 1  # on the ring all is 0
    top, left = np.minimum(rows.astype(int), h), np.minimum(columns.astype(int), w)
    down, right = (rows - top).astype(x.dtype), (columns - left).astype(x.dtype)
    upper = (1 - right) * ringed[:, :, top, left] + right * ringed[:, :, top, left + 1]
    lower = (1 - right) * ringed[:, :, top + 1, left] + right * ringed[:, :, top + 1, left + 1]
    return (1 - down) * upper + down * lower


def _sample_around_centre(x, matrix):
    """Images in which the pixel at a place, seen from the centre, is what was at matrix @ place."""
    centre = (np.array(x.shape[2:]).reshape(2, 1, 1) - 1) / 2
    places = np.indices(x.shape[2:]) - centre
    return _sample(x, *(np.tensordot(matrix, places, axes=1) + centre))


### END SOLUTION


# %% [markdown]
# ## 1. Weights to start from
#
# A ReLU silences half of its inputs, so that each layer halves the mean square of what comes through, unless the
# weights make up for it. A neuron that adds up $n$ inputs (its *fan-in*) keeps the mean square if its weights have
#
# $$\operatorname{E}[w] = 0, \qquad \operatorname{Var}[w] = \frac{2}{n}$$
#
# Normal or uniform, as you like. What is $n$ for a kernel of shape `(F, C, KH, KW)`: how many numbers are added up for
# one number of the response map?


# %%
def he_init(shape, rng):
    """Draw weights with mean 0 and variance 2 / fan-in.

    Parameters
    ----------
    shape : (F, C, KH, KW) of kernels, or (D, K) of a layer with D inputs and K outputs
    rng : numpy Generator
        The only source of random numbers.

    Returns
    -------
    array of this shape
    """
    ### BEGIN SOLUTION
    return _he_normal(shape, rng)
    ### END SOLUTION


# %%
# %check initialize


# %% [markdown]
# How large activations are after up to twenty layers of 50 neurons, with your weights, and with weights a bit smaller
# or larger. Gradients on their way back meet the same fate.

# %%
#| grade: false
with picture() as plt:
    draw = np.random.default_rng(6)
    for factor in [0.7, 1.0, 1.4]:
        out, spreads = draw.normal(size=(100, 50)), []
        for _ in range(20):
            out = np.maximum(out @ (factor * he_init((50, 50), draw)), 0)
            spreads.append(out.std())
        plt.semilogy(range(1, 21), spreads, ".-", label=f"{factor} × your weights")
    plt.title("standard deviation of the activations after each layer")
    plt.legend()


# %% [markdown]
# ## 2. The network
#
# | layer | what comes out |
# |---|---|
# | | `(N, C, H, W)` |
# | convolution `W1 b1`, 3 × 3, stride 1, padding 1; ReLU | `(N, f1, H, W)` |
# | max-pooling 2 × 2, stride 2 | `(N, f1, H//2, W//2)` |
# | convolution `W2 b2`, 3 × 3, stride 1, padding 1; ReLU | `(N, f2, H//2, W//2)` |
# | max-pooling 2 × 2, stride 2 | `(N, f2, H//4, W//4)` |
# | flatten, in C order | `(N, f2·(H//4)·(W//4))` |
# | fully connected `W3 b3`; ReLU | `(N, hidden)` |
# | fully connected `W4 b4` | `(N, classes)`: the scores |
#
# The loss is the softmax cross-entropy, its mean over the batch, and a price for large weights (not for biases):
#
# $$L = \frac{1}{N} \sum_i -\log \frac{e^{s_{i,y_i}}}{\sum_j e^{s_{ij}}}
#   + \frac{\lambda}{2} \sum_{k=1}^{4} \lVert W_k \rVert^2$$
#
# For the way back, go through the table from below. Whatever you wrote in 01 and 02 is welcome here: copy it.


# %%
class SmallCNN:
    """Two convolutions with pooling, two fully connected layers.

    Parameters
    ----------
    input_shape : (C, H, W)
    filters : (f1, f2)
    hidden, classes : int
    rng : numpy Generator
        Draws the weights: mean 0, variance 2 / fan-in. Biases start at 0.

    Attributes
    ----------
    params : dict of arrays
        W1 (f1, C, 3, 3), W2 (f2, f1, 3, 3), W3 (f2·(H//4)·(W//4), hidden), W4 (hidden, classes), and b1, b2, b3, b4.
    """

    def __init__(self, input_shape, filters, hidden, classes, rng):
        ### BEGIN SOLUTION
        (c, h, w), (f1, f2) = input_shape, filters
        shapes = [(f1, c, 3, 3), (f2, f1, 3, 3), (f2 * (h // 4) * (w // 4), hidden), (hidden, classes)]
        self.params = {}
        for i, shape in enumerate(shapes, 1):
            self.params[f"W{i}"] = _he_normal(shape, rng)
            self.params[f"b{i}"] = np.zeros(shape[0] if len(shape) == 4 else shape[1])
        ### END SOLUTION

    def set_params(self, params):
        """Use copies of these parameters from now on."""
        ### BEGIN SOLUTION
        self.params = {name: np.array(array) for name, array in params.items()}
        ### END SOLUTION

    ### BEGIN SOLUTION
    def _forward(self, X):
        """The scores, and what the way back needs."""
        p, blocks = self.params, []
        for i in (1, 2):
            response, conv_cache = conv2d_forward(X, p[f"W{i}"], p[f"b{i}"], stride=1, padding=1)
            X, pool_cache = max_pool_forward(np.maximum(response, 0), 2, 2)
            blocks.append((conv_cache, response > 0, pool_cache))
        flat = X.reshape(len(X), -1)
        hidden = np.maximum(flat @ p["W3"] + p["b3"], 0)
        return hidden @ p["W4"] + p["b4"], (blocks, X.shape, flat, hidden)

    def _backward(self, dout, cache):
        """The gradients of all parameters, from that of the scores."""
        p, (blocks, pooled_shape, flat, hidden), grads = self.params, cache, {}
        grads["W4"], grads["b4"] = hidden.T @ dout, dout.sum(axis=0)
        dout = dout @ p["W4"].T * (hidden > 0)
        grads["W3"], grads["b3"] = flat.T @ dout, dout.sum(axis=0)
        dout = (dout @ p["W3"].T).reshape(pooled_shape)
        for i in (2, 1):
            conv_cache, is_on, pool_cache = blocks[i - 1]
            dout = max_pool_backward(dout, pool_cache) * is_on
            dout, grads[f"W{i}"], grads[f"b{i}"] = conv2d_backward(dout, conv_cache)
        return grads

    ### END SOLUTION

    def loss(self, X, y, l2=0.0):
        """The loss of a batch, and its gradients; the parameters stay what they are.

        Parameters
        ----------
        X : (N, C, H, W) array
        y : (N,) array of integers
        l2 : float
            The price λ of large weights.

        Returns
        -------
        loss : float
        grads : dict of arrays, with the keys and shapes of `params`
        """
        ### BEGIN SOLUTION
        scores, cache = self._forward(X)
        loss, dout = _softmax_cross_entropy(scores, y)
        grads = self._backward(dout, cache)
        for name in ("W1", "W2", "W3", "W4"):
            loss = loss + 0.5 * l2 * (self.params[name] ** 2).sum()
            grads[name] = grads[name] + l2 * self.params[name]
        return loss, grads
        ### END SOLUTION

    def predict(self, X):
        """The label with the highest score for each image: (N, C, H, W) → (N,) integers."""
        ### BEGIN SOLUTION
        return self._forward(X)[0].argmax(axis=1)
        ### END SOLUTION


# %%
# %check cnn_loss


# %% [markdown]
# Before you train on everything, see whether the network can learn ten digits by heart, with nothing but small steps
# against the gradient. If the loss does not fall to nearly zero, the gradients are wrong. At first it should be about
# $\ln 10 = 2.3$, the loss of somebody who has no idea. (It is often a bit more: this one has wrong ideas.)

# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    model = SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(6))
    losses = []
    for _ in range(150):
        loss, grads = model.loss(X[:10], y[:10])
        losses.append(loss)
        model.set_params({name: value - 0.05 * grads[name] for name, value in model.params.items()})
    plt.figure(figsize=(5, 3), layout="constrained")
    plt.plot(losses)
    plt.title("loss of ten digits, step by step")


# %% [markdown]
# ## 3. Training
#
# Each epoch: shuffle the examples, cut them into batches, and after each batch let Adam take a step (copy yours from
# 03). Keep what there is to tell: the mean loss of an example in each epoch, as in 03, and the accuracy on a validation
# set after each epoch.


# %%
def fit(
    model,
    X,
    y,
    rng,
    epochs=30,
    batch_size=32,
    learning_rate=2e-3,
    l2=0.0,
    frozen=(),
    validation=None,
):
    """Train a model in place with Adam, from the parameters that it has.

    Parameters
    ----------
    model : with `params`, `set_params`, `loss` and `predict`, such as a SmallCNN
    X : (N, C, H, W) array
    y : (N,) array of integers
    rng : numpy Generator
        The only source of random numbers; every epoch has an order of its own.
    epochs, batch_size : int
        The last batch of an epoch may be smaller.
    learning_rate : float
    l2 : float
        Passed on to `model.loss`.
    frozen : names of parameters
        These do not change at all, whatever else does.
    validation : None, or a pair of images and labels to measure the accuracy on

    Returns
    -------
    dict with two lists
        "loss": for each epoch Σ n_b · loss_b / N over its batches, each as `model.loss` gave it, before its step;
        "accuracy": after each epoch the share of validation images whose label is right; empty without validation.
    """
    ### BEGIN SOLUTION
    adam = _Adam(learning_rate)
    history = {"loss": [], "accuracy": []}
    for _ in range(epochs):
        order, total = rng.permutation(len(X)), 0.0
        for start in range(0, len(X), batch_size):
            chosen = order[start : start + batch_size]
            loss, grads = model.loss(X[chosen], y[chosen], l2)
            learning = {name: grad for name, grad in grads.items() if name not in frozen}
            model.set_params({**model.params, **adam.step(model.params, learning)})
            total += len(chosen) * loss
        history["loss"].append(float(total / len(X)))
        if validation is not None:
            images, labels = validation
            history["accuracy"].append(float(np.mean(model.predict(images) == labels)))
    return history
    ### END SOLUTION


# %%
# %check training


# %% [markdown]
# Now for all of it: a thousand digits, thirty epochs, a few seconds. Of the digits that it has never seen, some
# nineteen of twenty should come out right.

# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    model = SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(6))
    kernels_before = model.params["W1"]
    history = fit(model, X[:1000], y[:1000], np.random.default_rng(8), validation=(X[1000:], y[1000:]))
    trained = dict(model.params)

    _, (left, right) = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    left.semilogy(history["loss"])
    left.set_title("loss of each epoch")
    right.plot(history["accuracy"])
    right.set_title(f"accuracy on the 300 others: {history['accuracy'][-1]:.1%} in the end")
    both = np.concatenate([kernels_before, trained["W1"]])[:, 0]
    show(both, ["before"] * 8 + ["after"] * 8, columns=8)

# %% [markdown]
# And the digits that it gets wrong. Would you have known?

# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    model = SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(6))
    model.set_params(trained)
    guesses = model.predict(X[1000:])
    wrong = np.flatnonzero(guesses != y[1000:])[:10]
    if len(wrong):
        show(X[1000 + wrong, 0], [f"{y[1000 + i]}, not {guesses[i]}" for i in wrong])


# %% [markdown]
# ## 4. Dropout
#
# While training, drop each number with probability $p$, independently of all others, so that no neuron can rely on
# another one. Divide those that stay by what keeps the *expected* value of each number the same; then nothing is left
# to do at test time, when all of them speak. (This is called *inverted* dropout.)


# %%
def dropout_forward(x, p, rng, training):
    """Drop some of the numbers, and scale the others.

    Parameters
    ----------
    x : array of any shape
    p : float, 0 ≤ p < 1
        Probability with which a number is *dropped*.
    rng : numpy Generator
        The only source of random numbers.
    training : bool
        If False, nothing is dropped and nothing is scaled.

    Returns
    -------
    out : array of the shape of x
    cache : whatever `dropout_backward` needs
    """
    ### BEGIN SOLUTION
    if not training:
        return x, 1.0
    factors = (rng.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    return x * factors, factors
    ### END SOLUTION


# %%
def dropout_backward(dout, cache):
    """Gradient of the loss with respect to the x of the `dropout_forward` that made the cache.

    Parameters
    ----------
    dout : array of the shape of x
    cache : as returned by `dropout_forward`

    Returns
    -------
    array of the shape of x
    """
    ### BEGIN SOLUTION
    return dout * cache
    ### END SOLUTION


# %%
# %check dropout


# %% [markdown]
# One digit that loses 40 % of its pixels, a different 40 % each time, and the mean of two hundred such digits.

# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    draw = np.random.default_rng(6)
    dropped = [dropout_forward(X[4, 0], 0.4, draw, training=True)[0] for _ in range(200)]
    show([X[4, 0], *dropped[:4], np.mean(dropped, axis=0)], ["all of it", *["p = 0.4"] * 4, "mean of 200"])


# %% [markdown]
# ## 5. More data from the same data
#
# A 7 that stands one pixel to the right is still a 7. Moved, turned and stretched copies cost nothing, and tell the
# network what does not matter.
#
# Each of these functions asks, for every pixel of the *new* image, where it was in the old one. That place may lie
# between pixels: take the weighted mean of the four around it (*bilinear* interpolation). Outside of the old image
# all is 0. Turning and stretching leave the centre where it is, at row $(H-1)/2$ and column $(W-1)/2$.


# %%
def shift(x, dy, dx):
    """Move images by whole pixels.

    Parameters
    ----------
    x : (N, C, H, W) array
    dy, dx : int
        Rows down and columns to the right; negative for up and left.

    Returns
    -------
    (N, C, H, W) array: what leaves the image is lost, what comes in is 0
    """
    ### BEGIN SOLUTION
    rows, columns = np.indices(x.shape[2:])
    return _sample(x, rows - dy, columns - dx)
    ### END SOLUTION


# %%
def mirror(x):
    """Swap left and right in images (N, C, H, W)."""
    ### BEGIN SOLUTION
    return x[..., ::-1]
    ### END SOLUTION


# %%
def rotate(x, degrees):
    """Turn images counter-clockwise around their centre, as they look with row 0 at the top.

    Parameters
    ----------
    x : (N, C, H, W) array
    degrees : float

    Returns
    -------
    (N, C, H, W) array
    """
    ### BEGIN SOLUTION
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return _sample_around_centre(x, np.array([[cos, sin], [-sin, cos]]))
    ### END SOLUTION


# %%
def rescale(x, factor):
    """Make what is on the images larger (factor > 1) or smaller, around their centre; their size stays.

    Parameters
    ----------
    x : (N, C, H, W) array
    factor : float, positive

    Returns
    -------
    (N, C, H, W) array
    """
    ### BEGIN SOLUTION
    return _sample_around_centre(x, np.eye(2) / factor)
    ### END SOLUTION


# %%
# %check augmentation


# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    seven = X[np.flatnonzero(y == 7)[:1]]
    copies = [seven, shift(seven, 1, 0), shift(seven, 0, -1), mirror(seven), rotate(seven, 20), rotate(seven, -20),
              rescale(seven, 1.3), rescale(seven, 0.7)]  # fmt: skip
    titles = ["a seven", "1 down", "1 left", "mirrored", "20°", "−20°", "× 1.3", "× 0.7"]
    show([copy[0, 0] for copy in copies], titles)

# %% [markdown]
# Is a mirrored 7 still a 7? Not every change leaves the label what it is. Shifts do. Here one network learns from 400
# digits, another one from the same digits and eight shifted copies of each. Both are then asked about digits that
# stand in another place than usual.

# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    places = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    sets = {
        "400 digits": (X[:400], y[:400], 18),
        "and their shifted copies": (
            np.concatenate([shift(X[:400], *place) for place in places]),
            np.tile(y[:400], 9),
            2,
        ),
    }
    for number, (name, (images, labels, epochs)) in enumerate(sets.items()):
        model = SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(6))
        fit(model, images, labels, np.random.default_rng(7), epochs=epochs)
        shares = [np.mean(model.predict(shift(X[1000:], *place)) == y[1000:]) for place in places]
        plt.bar(np.arange(9) + 0.4 * number - 0.2, shares, width=0.4, label=name)
    plt.xticks(range(9), [f"{dy:+d}, {dx:+d}" for dy, dx in places])
    plt.title("accuracy on 300 other digits, shifted down and to the right by …")
    plt.legend(loc="lower center")


# %% [markdown]
# ## 6. Fine tuning
#
# What the first layers have learned, edges and strokes, is of use for other images too. So take a trained network,
# put a new last layer on it, for the new classes, and go on training. With few new examples, keep the layers below as
# they are: name them in `frozen`. A frozen parameter does not change in a single bit. Think of everything in `fit` that
# moves a parameter.


# %%
def replace_head(model, classes, rng):
    """Give a model a new last layer, in place: W4 and b4 for so many classes, as if they were new; the rest stays.

    Parameters
    ----------
    model : SmallCNN
    classes : int
    rng : numpy Generator
        Draws the new weights: mean 0, variance 2 / fan-in. The biases are 0.
    """
    ### BEGIN SOLUTION
    head = {"W4": _he_normal((len(model.params["W4"]), classes), rng), "b4": np.zeros(classes)}
    model.set_params({**model.params, **head})
    ### END SOLUTION


# %%
# %check fine_tuning


# %% [markdown]
# A network that reads upright digits meets tilted ones, and only forty of these have labels. It gets a new head. The
# other network has never seen a digit before.

# %%
#| grade: false
with picture() as plt:
    X, y = load_digits()
    tilted = rotate(X[800:], 15)
    few, others = (tilted[:40], y[800:840]), (tilted[40:], y[840:])
    plt.figure(figsize=(6, 3), layout="constrained")
    for name, frozen in {"new head, convolutions frozen": ("W1", "b1", "W2", "b2"), "from nothing": ()}.items():
        model = SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(6))
        if frozen:
            fit(model, X[:800], y[:800], np.random.default_rng(7), epochs=12)
            replace_head(model, 10, np.random.default_rng(8))
        history = fit(model, *few, np.random.default_rng(9), learning_rate=5e-3, frozen=frozen, validation=others)
        plt.plot(history["accuracy"], label=name)
    plt.title("accuracy on other tilted digits, epoch by epoch")
    plt.legend()
