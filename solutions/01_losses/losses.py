# %% [markdown]
# # 01 Losses
#
# A classifier makes scores; a loss says in one number how bad they are; the gradient of the loss says, for every score,
# whether it should rise or fall. All of deep learning is built on these three, and here you write them in numpy:
#
# 1. `linear_scores`: a weighted sum for each class
# 2. `sigmoid`, `tanh`, `relu`, `softplus`, `linear`: what a neuron does to its sum, each with its derivative
# 3. `softmax`: scores become probabilities
# 4. `logistic_loss`: two classes
# 5. `cross_entropy_loss`: many classes
# 6. `hinge_loss`: many classes, and a margin
# 7. `euclidean_loss`: numbers instead of classes
#
# Shapes: `N` examples, `D` features, `K` classes; `X` is `(N, D)`, scores are `(N, K)`, labels are integers `(N,)`.
# Losses are means over the batch. float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and examples worked by hand.

# %%
from contextlib import suppress

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder


# %%
### BEGIN SOLUTION
def _sigmoid(a):
    """1 / (1 + e⁻ᵃ), written so that nothing overflows."""
    return np.exp(-np.logaddexp(0, -a))


def _log_softmax(scores):
    """The logarithm of each row's softmax, finite however far the scores lie apart."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


### END SOLUTION


# %% [markdown]
# ## 1. Scores
#
# A linear classifier has a column of weights and a bias for each class. The score of class $k$ for example $n$ is
#
# $$s_{nk} = \sum_d X_{nd} W_{dk} + b_k$$
#
# The lecture writes $f(x; W) = Wx + b$ for one example that stands upright; a batch has its examples in rows, and so
# the weights of a class in a column.


# %%
def linear_scores(X, W, b):
    """Give every example a score for every class.

    Parameters
    ----------
    X : (N, D) array
        One example a row.
    W : (D, K) array
        The weights of one class a column.
    b : (K,) array
        One bias a class.

    Returns
    -------
    (N, K) array
    """
    ### BEGIN SOLUTION
    return X @ W + b
    ### END SOLUTION


# %%
# %check linear_scores


# %% [markdown]
# With two features an example is a point in the plane. Colour each point by its highest score: the plane falls into
# regions with straight borders, whatever the weights are. Change them, and run the cell again.
#
# Cells that draw show nothing until the functions they need are written.

# %%
#| grade: false
import matplotlib.pyplot as plt

W = np.array([[2.0, -1.0, -1.0], [0.0, 1.5, -1.5]])
b = np.array([0.0, 0.5, 0.0])
ticks = np.linspace(-2, 2, 81)
plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
with suppress(NotImplementedError):
    winners = linear_scores(plane, W, b).argmax(axis=1).reshape(81, 81)
    plt.figure(figsize=(4, 4), layout="constrained")
    plt.contourf(ticks, ticks, winners, levels=[-0.5, 0.5, 1.5, 2.5], colors=["#8fb3e0", "#e8a798", "#9ccbaf"])
    plt.quiver([0] * 3, [0] * 3, *W, angles="xy", scale_units="xy", scale=1.5)
    plt.title("the class with the highest score,\nand the weights of each class")
    plt.show()


# %% [markdown]
# ## 2. Activations
#
# A neuron is a weighted sum followed by a function of one number, applied to each entry of an array on its own:
#
# | name | value at $a$ |
# |---|---|
# | `sigmoid` | $1 / (1 + e^{-a})$ |
# | `tanh` | $(e^{a} - e^{-a}) / (e^{a} + e^{-a})$ |
# | `relu` | $\max(0, a)$ |
# | `softplus` | $\log(1 + e^{a})$, a smooth ReLU |
# | `linear` | $\text{slope} \cdot a + \text{intercept}$ |
#
# A network learns by their derivatives. `sigmoid_grad(a)` is the derivative of the sigmoid *at* $a$: it gets the number
# that went into the sigmoid, not the one that came out.
#
# What `np.exp(1000)` gives is infinity. All of these functions have an ordinary, finite value at ±1000, and yours
# should find it.


# %%
def sigmoid(a):
    """1 / (1 + e⁻ᵃ) for each entry of an array of any shape; right at ±1000 too."""
    ### BEGIN SOLUTION
    return _sigmoid(a)
    ### END SOLUTION


def sigmoid_grad(a):
    """The derivative of the sigmoid at each entry of a; right at ±1000 too."""
    ### BEGIN SOLUTION
    return _sigmoid(a) * _sigmoid(-a)
    ### END SOLUTION


# %%
def tanh(a):
    """The hyperbolic tangent of each entry of an array of any shape; right at ±1000 too."""
    ### BEGIN SOLUTION
    return np.tanh(a)
    ### END SOLUTION


def tanh_grad(a):
    """The derivative of tanh at each entry of a; right at ±1000 too."""
    ### BEGIN SOLUTION
    return 1 - np.tanh(a) ** 2
    ### END SOLUTION


# %%
def relu(a):
    """max(0, a) for each entry of an array of any shape."""
    ### BEGIN SOLUTION
    return np.maximum(a, 0)
    ### END SOLUTION


def relu_grad(a):
    """The derivative of ReLU at each entry of a; at 0 itself, where there is none, say 0 or 1 as you like."""
    ### BEGIN SOLUTION
    return (a > 0).astype(a.dtype)
    ### END SOLUTION


# %%
def softplus(a):
    """log(1 + eᵃ) for each entry of an array of any shape; right at ±1000 too."""
    ### BEGIN SOLUTION
    return np.logaddexp(0, a)
    ### END SOLUTION


def softplus_grad(a):
    """The derivative of softplus at each entry of a; right at ±1000 too."""
    ### BEGIN SOLUTION
    return _sigmoid(a)
    ### END SOLUTION


# %%
def linear(a, slope, intercept=0.0):
    """slope · a + intercept for each entry of an array of any shape; slope and intercept are numbers."""
    ### BEGIN SOLUTION
    return slope * a + intercept
    ### END SOLUTION


def linear_grad(a, slope):
    """The derivative of `linear` at each entry of a: an array of the shape of a."""
    ### BEGIN SOLUTION
    return slope * np.ones_like(a)
    ### END SOLUTION


# %%
# %check activations


# %% [markdown]
# Each activation with its derivative dashed. Where the dashed line is near 0, a network learns next to nothing: the
# lecture calls this the vanishing gradient. Which of them vanish on one side, which on both?

# %%
#| grade: false
a = np.linspace(-5, 5, 201)
pairs = {
    "sigmoid": (sigmoid, sigmoid_grad),
    "tanh": (tanh, tanh_grad),
    "ReLU": (relu, relu_grad),
    "softplus": (softplus, softplus_grad),
    "linear, slope 0.5": (lambda a: linear(a, 0.5), lambda a: linear_grad(a, 0.5)),
}
_, places = plt.subplots(1, 5, figsize=(14, 3), sharey=True, layout="constrained")
for place, (name, (function, derivative)) in zip(places, pairs.items(), strict=True):
    place.set_title(name)
    place.set_ylim(-1.5, 3)
    place.grid(alpha=0.3)
    with suppress(NotImplementedError):
        place.plot(a, function(a))
        place.plot(a, derivative(a), "--")
plt.show()


# %% [markdown]
# ## 3. Softmax
#
# $$p_{nk} = \frac{e^{s_{nk}}}{\sum_j e^{s_{nj}}}$$
#
# turns the scores of each example into probabilities: positive, and with a sum of 1 over the *classes*. A number added
# to all scores of an example cancels. Choose it well, and no exponential is ever too large.


# %%
def softmax(scores):
    """Turn each example's scores into probabilities.

    Parameters
    ----------
    scores : (N, K) array
        Some rows may be near 1000 and others near −1000.

    Returns
    -------
    (N, K) array whose rows sum to 1
    """
    ### BEGIN SOLUTION
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %%
# %check softmax


# %% [markdown]
# Three classes: the second has score 1, the third 0, and the score of the first rises from −6 to 6. The width of each
# colour is a probability.

# %%
#| grade: false
rising = np.linspace(-6, 6, 121)
with suppress(NotImplementedError):
    probabilities = softmax(np.stack([rising, np.ones(121), np.zeros(121)], axis=1))
    plt.figure(figsize=(6, 3), layout="constrained")
    plt.stackplot(rising, *probabilities.T, labels=["first", "second", "third"], colors=["C0", "C1", "C2"], alpha=0.7)
    plt.xlabel("score of the first class")
    plt.legend(loc="lower left")
    plt.show()


# %% [markdown]
# ## 4. Two classes
#
# With two classes one score $f$ is enough: $\sigma(f)$ is the probability of class 1. The loss of an example is minus
# the logarithm of the probability that was given to what is true:
#
# $$L_n = \begin{cases} -\log \sigma(f_n) & y_n = 1 \\ -\log (1 - \sigma(f_n)) & y_n = 0 \end{cases}$$
#
# and the loss of the batch is the mean. At $f = 50$ and $y = 0$ it is 50. Does yours say so? In float64
# $1 - \sigma(f)$ is exactly 0 from $f = 37$ on: simplify on paper before you compute.


# %%
def logistic_loss(f, y):
    """Mean loss of a classifier of two classes, and its gradient.

    Parameters
    ----------
    f : (N,) array
        The score of class 1.
    y : (N,) array of 0 and 1

    Returns
    -------
    loss : number
        The mean over the batch of −log(probability of the true class); right for scores of ±700 too.
    df : (N,) array
        Gradient of the loss with respect to f.
    """
    ### BEGIN SOLUTION
    y = y.astype(f.dtype)
    return np.logaddexp(0, (1 - 2 * y) * f).mean(), (_sigmoid(f) - y) / len(f)
    ### END SOLUTION


# %%
# %check logistic_loss


# %% [markdown]
# What a confident mistake costs: the loss grows like a straight line, and its slope (dashed) never exceeds 1.

# %%
#| grade: false
f = np.linspace(-6, 6, 61)
with suppress(NotImplementedError):
    curves = [[logistic_loss(f[i : i + 1], np.array([y])) for i in range(61)] for y in (0, 1)]
    plt.figure(figsize=(6, 3), layout="constrained")
    for y, curve in enumerate(curves):
        plt.plot(f, [loss for loss, _ in curve], f"C{y}", label=f"loss if y = {y}")
        plt.plot(f, [slope[0] for _, slope in curve], f"C{y}--")
    plt.xlabel("score f")
    plt.grid(alpha=0.3)
    plt.legend()
    plt.show()


# %% [markdown]
# ## 5. Many classes: cross-entropy
#
# The same with softmax: $L_n = -\log p_{n,y_n}$, and the loss is the mean over the batch. Its gradient is one of the
# prettiest in the field. Work it out on paper for one example of three classes: what is $\partial L / \partial s_j$ for
# the true class, what for the others?


# %%
def cross_entropy_loss(scores, y):
    """Mean cross-entropy of softmax probabilities, and its gradient.

    Parameters
    ----------
    scores : (N, K) array
        Of one example they may lie 700 apart, and all may be far from 0.
    y : (N,) array of integers from 0 to K − 1
        The true class of each example.

    Returns
    -------
    loss : number
        The mean over the batch of −log(probability of the true class).
    dscores : (N, K) array
        Gradient of the loss with respect to the scores.
    """
    ### BEGIN SOLUTION
    rows = np.arange(len(y))
    log_probabilities = _log_softmax(scores)
    dscores = np.exp(log_probabilities)
    dscores[rows, y] -= 1
    return -log_probabilities[rows, y].mean(), dscores / len(y)
    ### END SOLUTION


# %%
# %check cross_entropy_loss


# %% [markdown]
# Three scores, of which the third stays 0; the first class is the true one. Colours and lines are the loss, arrows its
# *negative* gradient: where a step of learning would go. Where is the loss low, and does it ever stop pushing?


# %%
#| grade: false
def show_surface(loss_and_gradient):
    """Draw the loss of one example over the scores of classes 0 (true) and 1, with arrows downhill; class 2 has 0."""
    import matplotlib.pyplot as plt

    def at(first, second):
        return loss_and_gradient(np.array([[first, second, 0.0]]), np.array([0]))

    fine, coarse = np.linspace(-4, 4, 25), np.linspace(-3.5, 3.5, 8)
    losses = np.array([[at(first, second)[0] for first in fine] for second in fine])
    arrows = -np.array([[at(first, second)[1][0, :2] for first in coarse] for second in coarse])
    plt.figure(figsize=(5, 4), layout="constrained")
    plt.contourf(fine, fine, losses, levels=20, cmap="viridis")
    plt.colorbar(label="loss")
    plt.quiver(coarse, coarse, *np.moveaxis(arrows, 2, 0), color="white")
    plt.xlabel("score of the true class")
    plt.ylabel("score of another class")
    plt.show()


with suppress(NotImplementedError):
    show_surface(cross_entropy_loss)


# %% [markdown]
# ## 6. Many classes: hinge
#
# Cross-entropy is never content. The hinge loss is, once the true class leads every other by a margin $\Delta$:
#
# $$L_n = \sum_{j \neq y_n} \max\left(0,\; s_{nj} - s_{n,y_n} + \Delta\right)$$
#
# (The slide prints $+\Delta$ outside the maximum. There it would be a constant, which no step of learning can change.)
# Each term is either 0 or grows with slope 1 in one score and falls with slope 1 in another: the gradient is a matter
# of counting.


# %%
def hinge_loss(scores, y, delta=1.0):
    """Mean hinge loss, and its gradient.

    Parameters
    ----------
    scores : (N, K) array
    y : (N,) array of integers from 0 to K − 1
        The true class of each example.
    delta : number
        The margin by which the true class should lead.

    Returns
    -------
    loss : number
        The mean over the batch of Σ max(0, s_j − s_y + delta), summed over the classes j other than y.
    dscores : (N, K) array
        Gradient of the loss with respect to the scores. Exactly at a kink either side is right.
    """
    ### BEGIN SOLUTION
    rows = np.arange(len(y))
    margins = np.maximum(scores - scores[rows, y][:, None] + delta, 0)
    margins[rows, y] = 0
    dscores = (margins > 0).astype(scores.dtype)
    dscores[rows, y] = -dscores.sum(axis=1)
    return margins.sum(axis=1).mean(), dscores / len(y)
    ### END SOLUTION


# %%
# %check hinge_loss


# %% [markdown]
# The same picture as above. Find the region without arrows: what do its points have in common?

# %%
#| grade: false
with suppress(NotImplementedError):
    show_surface(hinge_loss)


# %% [markdown]
# ## 7. Numbers instead of classes
#
# Where a number, or a vector of $D$ numbers, is to be predicted, the lecture takes the squared distance:
#
# $$L_n = \lVert \hat y_n - y_n \rVert^2 = \sum_d (\hat y_{nd} - y_{nd})^2$$
#
# and, as always, the mean over the batch.


# %%
def euclidean_loss(prediction, target):
    """Mean squared distance between predictions and targets, and its gradient.

    Parameters
    ----------
    prediction, target : (N, D) arrays

    Returns
    -------
    loss : number
        The mean over the batch of the squared norm of prediction − target.
    dprediction : (N, D) array
        Gradient of the loss with respect to the prediction.
    """
    ### BEGIN SOLUTION
    difference = prediction - target
    return (difference**2).sum(axis=1).mean(), 2 * difference / len(difference)
    ### END SOLUTION


# %%
# %check euclidean_loss


# %% [markdown]
# Learning means walking on a surface like these: the loss of thirty points as a function of a classifier's two weights.
# The points are the same, the landscapes are not. Which has a lowest point, which a flat floor, which falls for ever?
# (Colours show the logarithm of the loss. For the hinge loss class 0 has score 0 and class 1 score $f$; the Euclidean
# loss wants $f$ to be −1 or 1.)

# %%
#| grade: false
rng = np.random.default_rng(1)
labels = np.repeat([0, 1], 15)
points = 0.7 * rng.normal(size=(30, 2)) + np.where(labels[:, None] == 1, 1.5, -1.5) * np.array([1.0, 0.5])
losses = {
    "logistic": lambda f: logistic_loss(f, labels)[0],
    "hinge": lambda f: hinge_loss(np.stack([0 * f, f], axis=1), labels)[0],
    "Euclidean": lambda f: euclidean_loss(f[:, None], 2.0 * labels[:, None] - 1)[0],
}
ticks = np.linspace(-2, 4, 25)
_, places = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
for place, (name, loss) in zip(places, losses.items(), strict=True):
    place.set_title(name)
    place.set_xlabel("first weight")
    place.set_ylabel("second weight")
    with suppress(NotImplementedError):
        surface = np.array([[loss(points @ np.array([u, v])) for u in ticks] for v in ticks])
        place.contourf(ticks, ticks, np.log10(surface + 1e-3), levels=25, cmap="viridis")
plt.show()


# %% [markdown]
# ## All together
#
# Scores, a loss and its gradient are enough to learn. The chain rule carries `dscores` on to the weights:
# $\partial L / \partial W = X^T \,\text{dscores}$ (the next assignment derives it). Here plain gradient descent, 100
# steps, draws the borders between three classes, once for each loss.

# %%
#| grade: false
classes = np.repeat(np.arange(3), 40)
centres = np.array([[0.0, 1.2], [-1.1, -0.7], [1.1, -0.7]])
examples = centres[classes] + 0.45 * rng.normal(size=(120, 2))
ticks = np.linspace(-2.5, 2.5, 101)
plane = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
_, places = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
for place, (name, loss_and_gradient) in zip(
    places, {"cross-entropy": cross_entropy_loss, "hinge": hinge_loss}.items(), strict=True
):
    place.set_title(name)
    place.scatter(*examples.T, c=np.array(["C0", "C1", "C2"])[classes], s=12)
    with suppress(NotImplementedError):
        W, b = np.zeros((2, 3)), np.zeros(3)
        for _ in range(100):
            loss, dscores = loss_and_gradient(linear_scores(examples, W, b), classes)
            W, b = W - examples.T @ dscores, b - dscores.sum(axis=0)
        winners = linear_scores(plane, W, b).argmax(axis=1).reshape(101, 101)
        accuracy = (linear_scores(examples, W, b).argmax(axis=1) == classes).mean()
        place.contour(ticks, ticks, winners, levels=[0.5, 1.5], colors="k")
        place.set_title(f"{name}: loss {loss:.3f}, {accuracy:.0%} right")
plt.show()
