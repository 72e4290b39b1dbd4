# %% [markdown]
# # 02 Backpropagation
#
# Learning means: change each weight a little so that the loss falls. Which way, and how much? The gradient knows. This
# assignment computes it in two ways. Differences are slow, but hard to get wrong; backpropagation costs no more than
# the loss itself, but every layer is a chance for a mistake. You write both, and check one with the other.
#
# 1. `numeric_gradient`: the definition, with a small step
# 2. `numeric_jacobian`, `vector_jacobian_product`: functions with many outputs, and the chain rule for them
# 3. `linear_forward`, `linear_backward`: the layer with the weights
# 4. `relu_…`, `sigmoid_…`, `tanh_…`, each `_forward` and `_backward`
# 5. `Add`, `Multiply`, `MatMul`, `Sigmoid`, `ReLU`, `Sum`: units that know their own derivative
# 6. `Graph`: units wired together, differentiated as a whole
# 7. `MLP`: a network with its loss and all of its gradients
#
# Inputs of layers are `(N, D)`: examples, features. An upstream gradient is called `dout` and has the shape of the
# output. float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and an example worked by hand.

# %%
from contextlib import contextmanager

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder


@contextmanager
def picture():
    """Show what is drawn inside; while a function for it is not written yet, say which."""
    import matplotlib.pyplot as plt

    try:
        yield plt
        plt.show()
    except NotImplementedError as missing:
        plt.close("all")
        print(f"Nothing to see yet. {missing}")


# %% [markdown]
# ## 1. The gradient by differences
#
# $$\frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x)}{h} \ \text{(forward)},
#   \qquad \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h} \ \text{(central)}$$
#
# One entry moves, all others stay where they are. `x` may have any number of axes; the gradient has the same.


# %%
def numeric_gradient(f, x, h=1e-5, method="central"):
    """Differentiate a function of an array, entry by entry.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x and returns a number.
    x : array of any shape, () included
        Whatever its dtype, the work is done in float64.
    h : float
        The step, the same for every entry.
    method : "central" or "forward"

    Returns
    -------
    float64 array of the shape of x
    """
    raise NotImplementedError("numeric_gradient: write this part")


# %%
# %check numeric_gradient


# %% [markdown]
# How small should `h` be? Both ends of this picture are bad, for different reasons. Which method has its best step
# where, and what are the slopes on the right-hand side?

# %%
#| grade: false
with picture() as plt:
    steps = 10.0 ** -np.arange(0.5, 14, 0.5)
    for method in ("forward", "central"):
        errors = [abs(numeric_gradient(np.sin, np.array(1.0), h, method) - np.cos(1.0)) for h in steps]
        plt.loglog(steps, errors, "o-", label=method)
    plt.xlabel("h")
    plt.ylabel("error of the derivative of sin at 1")
    plt.legend()


# %% [markdown]
# ## 2. Jacobians
#
# A function with $m$ outputs has a row of derivatives for each: $J_{ij} = \partial f_i / \partial x_j$, of shape
# `(m, n)`. If a loss comes behind it and we know $\nabla_y L$, the chain rule gives
#
# $$\nabla_x L = J^\top\, \nabla_y L.$$
#
# This product is all that backpropagation ever does, unit by unit. The rest of the assignment computes it without
# building $J$.


# %%
def numeric_jacobian(f, x, h=1e-5):
    """Differentiate a function with several outputs, by central differences.

    Parameters
    ----------
    f : callable
        Takes an (n,) array and returns an (m,) array.
    x : (n,) array
    h : float

    Returns
    -------
    (m, n) float64 array: row i holds the derivatives of output i
    """
    raise NotImplementedError("numeric_jacobian: write this part")


# %%
def vector_jacobian_product(J, upstream):
    """Carry a gradient from the outputs of a function back to its inputs.

    Parameters
    ----------
    J : (m, n) array
    upstream : (m,) array
        Gradient of the loss with respect to the outputs.

    Returns
    -------
    (n,) array: gradient of the loss with respect to the inputs
    """
    raise NotImplementedError("vector_jacobian_product: write this part")


# %%
# %check numeric_jacobian


# %% [markdown]
# Two functions of six numbers. In one of them each output depends on one input only: what does that save?

# %%
#| grade: false
with picture() as plt:
    functions = {"tanh": np.tanh, "the running sum": np.cumsum}
    _, places = plt.subplots(1, 2, figsize=(8, 3.5), layout="constrained")
    for place, (name, function) in zip(places, functions.items(), strict=True):
        place.imshow(numeric_jacobian(function, np.linspace(-1, 1, 6)), cmap="RdBu_r", vmin=-1.5, vmax=1.5)
        place.set_title(f"Jacobian of {name}")


# %% [markdown]
# ## 3. The linear layer
#
# $$\text{out} = x W + b, \qquad x: (N, D),\quad W: (D, K),\quad b: (K,)$$
#
# Write one output as a sum, $\text{out}_{nk} = \sum_d x_{nd} W_{dk} + b_k$, and ask of each $x$, $W$ and $b$ in which
# outputs it takes part. The shapes leave little choice then.


# %%
def linear_forward(x, W, b):
    """Apply a linear layer to a batch of examples.

    Parameters
    ----------
    x : (N, D) array
    W : (D, K) array
    b : (K,) array

    Returns
    -------
    out : (N, K) array
    cache : whatever `linear_backward` needs
    """
    raise NotImplementedError("linear_forward: write this part")


# %%
def linear_backward(dout, cache):
    """Gradients of the loss with respect to the inputs of `linear_forward`.

    Parameters
    ----------
    dout : (N, K) array
        Gradient of the loss with respect to the layer's output.
    cache : as returned by `linear_forward`

    Returns
    -------
    dx : (N, D) array
    dW : (D, K) array
    db : (K,) array
    """
    raise NotImplementedError("linear_backward: write this part")


# %%
# %check linear_layer


# %% [markdown]
# One linear layer, a squared error and thirty steps against the gradient: a line finds its points.

# %%
#| grade: false
with picture() as plt:
    rng = np.random.default_rng(2)
    x = rng.uniform(-1, 1, size=(40, 1))
    target = 0.8 * x + 0.5 + 0.1 * rng.normal(size=x.shape)
    W, b = np.array([[-1.0]]), np.array([0.0])
    plt.plot(x, target, ".")
    for step in range(30):
        out, cache = linear_forward(x, W, b)
        if step % 5 == 0:
            ends = np.array([[-1.0], [1.0]])
            plt.plot(ends, linear_forward(ends, W, b)[0], color="C1", alpha=0.2 + step / 40)
        _, dw, db = linear_backward(2 * (out - target) / len(x), cache)
        W, b = W - 0.3 * dw, b - 0.3 * db
    plt.title("from the pale line to the dark one")


# %% [markdown]
# ## 4. Activation layers
#
# An activation works on every entry by itself, so its Jacobian is diagonal: the product with the upstream gradient is a
# product entry by entry,
#
# $$\text{dx} = \text{dout} \cdot f'(x).$$
#
# Look up $f'$ for ReLU, sigmoid and tanh, and think about what to keep from the forward pass. The arrays may have any
# shape. A layer must leave alone what it was given: others hold the same array.


# %%
def relu_forward(x):
    """max(0, x), entry by entry: returns (out, cache)."""
    raise NotImplementedError("relu_forward: write this part")


# %%
def relu_backward(dout, cache):
    """Gradient of the loss with respect to the input of `relu_forward`; at 0 either slope is accepted."""
    raise NotImplementedError("relu_backward: write this part")


# %%
def sigmoid_forward(x):
    """1 / (1 + exp(−x)), entry by entry, also for large x: returns (out, cache)."""
    raise NotImplementedError("sigmoid_forward: write this part")


# %%
def sigmoid_backward(dout, cache):
    """Gradient of the loss with respect to the input of `sigmoid_forward`."""
    raise NotImplementedError("sigmoid_backward: write this part")


# %%
def tanh_forward(x):
    """Hyperbolic tangent, entry by entry, also for large x: returns (out, cache)."""
    raise NotImplementedError("tanh_forward: write this part")


# %%
def tanh_backward(dout, cache):
    """Gradient of the loss with respect to the input of `tanh_forward`."""
    raise NotImplementedError("tanh_backward: write this part")


# %%
# %check activation_layers


# %% [markdown]
# With an upstream gradient of ones, backward shows the slope. Where is each of the three dead, and what does that mean
# for a weight behind it? How large is the largest slope of a sigmoid, and of ten sigmoids in a row?

# %%
#| grade: false
with picture() as plt:
    layers = {
        "ReLU": (relu_forward, relu_backward),
        "sigmoid": (sigmoid_forward, sigmoid_backward),
        "tanh": (tanh_forward, tanh_backward),
    }
    x = np.linspace(-5, 5, 401)
    _, places = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
    for place, (name, (forward, backward)) in zip(places, layers.items(), strict=True):
        out, cache = forward(x)
        place.plot(x, out, label="value")
        place.plot(x, backward(np.ones_like(x), cache), "--", label="slope")
        place.set_ylim(-1.2, 2.2)
        place.set_title(name)
        place.legend()


# %% [markdown]
# ## 5. Units
#
# A unit is a function of arrays that knows its own derivative. `forward` computes the value and remembers what it
# needs; `backward` takes the gradient of the loss with respect to that value and returns a *tuple* with one gradient
# for each input, of the shape of that input.
#
# `Add` and `Multiply` broadcast as numpy does: `(3, 5) + (5,)` uses each of the five numbers three times. A number that
# is used three times gets three gradients. What becomes of them?


# %%
class Add:
    """The sum of two arrays, which may broadcast."""

    def forward(self, a, b):
        """a + b"""
        raise NotImplementedError("Add.forward: write this part")

    def backward(self, grad):
        """Gradients with respect to a and b, each of the shape of its array."""
        raise NotImplementedError("Add.backward: write this part")


# %%
class Multiply:
    """The product of two arrays, entry by entry; they may broadcast."""

    def forward(self, a, b):
        """a · b"""
        raise NotImplementedError("Multiply.forward: write this part")

    def backward(self, grad):
        """Gradients with respect to a and b, each of the shape of its array."""
        raise NotImplementedError("Multiply.backward: write this part")


# %%
class MatMul:
    """The matrix product of an (N, D) and a (D, K) array."""

    def forward(self, a, b):
        """a @ b"""
        raise NotImplementedError("MatMul.forward: write this part")

    def backward(self, grad):
        """Gradients with respect to a and b."""
        raise NotImplementedError("MatMul.backward: write this part")


# %%
class Sigmoid:
    """1 / (1 + exp(−a)), entry by entry."""

    def forward(self, a):
        """The sigmoid of a."""
        raise NotImplementedError("Sigmoid.forward: write this part")

    def backward(self, grad):
        """A tuple of one: the gradient with respect to a."""
        raise NotImplementedError("Sigmoid.backward: write this part")


# %%
class ReLU:
    """max(0, a), entry by entry."""

    def forward(self, a):
        """The positive part of a."""
        raise NotImplementedError("ReLU.forward: write this part")

    def backward(self, grad):
        """A tuple of one: the gradient with respect to a; at 0 either slope is accepted."""
        raise NotImplementedError("ReLU.backward: write this part")


# %%
class Sum:
    """The sum of all entries of an array: a single number."""

    def forward(self, a):
        """The sum over all axes."""
        raise NotImplementedError("Sum.forward: write this part")

    def backward(self, grad):
        """A tuple of one: the gradient with respect to a, of the shape of a."""
        raise NotImplementedError("Sum.backward: write this part")


# %%
# %check units


# %% [markdown]
# A row is added to a table of three rows. On the left the upstream gradient; on the right what reaches the row.

# %%
#| grade: false
with picture() as plt:
    upstream = np.random.default_rng(5).normal(size=(3, 5))
    unit = Add()
    unit.forward(np.zeros((3, 5)), np.zeros(5))
    _, row = unit.backward(upstream)
    _, places = plt.subplots(1, 2, figsize=(9, 2.5), layout="constrained")
    for place, array, name in zip(places, (upstream, row[None]), ("of the sum", "of the row"), strict=True):
        place.imshow(array, cmap="RdBu_r", vmin=-5, vmax=5)
        place.set_title(f"gradient {name}, {np.squeeze(array).shape}")
        place.axis("off")
        for (i, j), value in np.ndenumerate(array):
            place.text(j, i, f"{value:.2f}", ha="center", va="center")


# %% [markdown]
# ## 6. The graph
#
# A node is an input or a unit with the nodes that feed it, its parents. `forward` computes values along the arrows.
# `backward` goes against them: it starts with the gradient 1 at the output, and each unit turns the gradient of its
# value into gradients for its parents. A node that feeds *several* others receives a gradient from each; the
# multiple-path chain rule says they add,
#
# $$\frac{\partial L}{\partial x} = \sum_j \frac{\partial L}{\partial h_j} \frac{\partial h_j}{\partial x},$$
#
# and a unit can only be passed once *all* of them have arrived. In which order do you visit the nodes?


# %%
class Graph:
    """A computational graph: inputs, and units wired to the nodes that feed them.

    `input` and `add` give each node an id, of whatever kind you like, by which the other methods know it.
    """

    def __init__(self):
        """A graph without nodes."""
        raise NotImplementedError("Graph.__init__: write this part")

    def input(self, value):
        """Add a node that holds an array (or a number), and return its id."""
        raise NotImplementedError("Graph.input: write this part")

    def add(self, unit, *parents):
        """Add a node that applies a unit to the values of its parents, and return its id.

        Parameters
        ----------
        unit : object with `forward` and `backward`
            An own one for each node.
        parents : ids
            As many as the unit has inputs; the same id may come twice.
        """
        raise NotImplementedError("Graph.add: write this part")

    def forward(self, node):
        """Compute the value of a node, from the inputs up, and return it."""
        raise NotImplementedError("Graph.forward: write this part")

    def backward(self, node):
        """Differentiate a node with respect to every input, after a `forward` of the same node.

        Parameters
        ----------
        node : id
            Of a node whose value is a single number.

        Returns
        -------
        dict: for the id of each input of the graph, the gradient, of the shape of the input's value; zeros for an
        input that the node does not depend on
        """
        raise NotImplementedError("Graph.backward: write this part")


# %%
# %check graph


# %% [markdown]
# A neuron with two inputs, $\sigma(w_1 x_1 + w_2 x_2 + b)$. Blue is the value of a node; red, below an input, is the
# gradient of the output with respect to it. Which of the five numbers is worth most, if the neuron is to fire more?

# %%
#| grade: false
with picture() as plt:
    graph = Graph()
    numbers = {"w1": 2.0, "x1": -1.0, "w2": -3.0, "x2": -2.0, "b": -3.0}
    inputs = {name: graph.input(np.array(value)) for name, value in numbers.items()}
    first = graph.add(Multiply(), inputs["w1"], inputs["x1"])
    second = graph.add(Multiply(), inputs["w2"], inputs["x2"])
    both = graph.add(Add(), first, second)
    total = graph.add(Add(), both, inputs["b"])
    out = graph.add(Sigmoid(), total)

    nodes = {**inputs, "×": first, " ×": second, "+": both, " +": total, "σ": out}
    values = {name: float(graph.forward(node)) for name, node in nodes.items()}
    gradients = graph.backward(out)
    places = dict(
        zip(
            nodes, [(0, 4), (0, 3), (0, 2), (0, 1), (2, 0.6), (1, 3.5), (1, 1.5), (2, 2.5), (3, 2), (4, 2)], strict=True
        )
    )

    plt.figure(figsize=(9, 4), layout="constrained")
    wires = [("w1", "×"), ("x1", "×"), ("w2", " ×"), ("x2", " ×"), ("×", "+"), (" ×", "+"), ("+", " +"), ("b", " +")]
    for start, end in [*wires, (" +", "σ")]:
        plt.annotate("", places[end], places[start], arrowprops={"arrowstyle": "->", "shrinkA": 14, "shrinkB": 14})
    for name, (x, y) in places.items():
        plt.text(x, y, name.strip(), ha="center", va="center", bbox={"boxstyle": "circle", "facecolor": "white"})
        side = {"x": x - 0.15, "ha": "right"} if name in inputs else {"x": x, "ha": "center"}
        plt.text(**side, y=y + (0.05 if name in inputs else 0.35), s=f"{values[name]:.2f}", va="bottom", color="C0")
        if name in inputs:
            plt.text(**side, y=y - 0.05, s=f"{float(gradients[inputs[name]]):.2f}", va="top", color="C3")
    plt.xlim(-0.5, 4.3)
    plt.ylim(0.1, 4.5)
    plt.axis("off")


# %% [markdown]
# ## 7. A network
#
# Linear layers with an activation between them; the last layer has none, and its outputs are the scores of the
# classes. (The slide puts an activation there as well; with a softmax behind it, scores are wanted.) The loss is the
# softmax cross-entropy, the mean over the batch,
#
# $$L = -\frac{1}{N} \sum_n \log \frac{e^{s_{n y_n}}}{\sum_j e^{s_{nj}}}, \qquad
#   \frac{\partial L}{\partial s_{nj}} = \frac{1}{N}\left(\frac{e^{s_{nj}}}{\sum_k e^{s_{nk}}} - [j = y_n]\right).$$
#
# The weights must start at random: think of two hidden neurons that begin with the same weights.


# %%
class MLP:
    """A multi-layer perceptron for classification.

    `params` is a dict of the current parameters: for layer i = 1, 2, … the weights `Wi` of shape
    `(sizes[i − 1], sizes[i])` and the bias `bi` of shape `(sizes[i],)`.
    """

    def __init__(self, sizes, activation, rng):
        """Choose parameters to start from.

        Parameters
        ----------
        sizes : list of int
            The number of features, of neurons in each hidden layer (there may be none), and of classes.
        activation : "relu", "sigmoid" or "tanh"
            On every layer but the last.
        rng : numpy Generator
            The only source of randomness.
        """
        raise NotImplementedError("MLP.__init__: write this part")

    def set_params(self, params):
        """Take over parameters: copies of the arrays in a dict with the same keys."""
        raise NotImplementedError("MLP.set_params: write this part")

    def forward(self, X):
        """The scores of a batch: (N, sizes[0]) → (N, sizes[-1])."""
        raise NotImplementedError("MLP.forward: write this part")

    def loss(self, X, y):
        """The loss of a batch and its gradients. The parameters stay as they are.

        Parameters
        ----------
        X : (N, sizes[0]) array
        y : (N,) array of int
            The labels, 0 … sizes[-1] − 1.

        Returns
        -------
        loss : float
            The mean softmax cross-entropy.
        grads : dict
            For each key of `params` the gradient, of the shape of the parameter.
        """
        raise NotImplementedError("MLP.loss: write this part")

    def predict(self, X):
        """The label with the highest score, for each example: (N,) array of int."""
        raise NotImplementedError("MLP.predict: write this part")


# %%
# %check mlp


# %% [markdown]
# Three arms of a spiral. No line can separate them; sixteen hidden neurons can. Try other activations, and 3 neurons.

# %%
#| grade: false
with picture() as plt:
    rng = np.random.default_rng(7)
    arm = np.repeat(np.arange(3), 40)
    radius = np.tile(np.linspace(0.1, 1, 40), 3)
    angle = 2 * np.pi * arm / 3 + 3.5 * radius + 0.1 * rng.normal(size=120)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)

    model = MLP([2, 16, 3], "tanh", rng)
    losses = []
    for _ in range(300):
        loss, grads = model.loss(points, arm)
        losses.append(loss)
        model.set_params({name: value - grads[name] for name, value in model.params.items()})

    line = np.linspace(-1.2, 1.2, 80)
    plane = np.stack(np.meshgrid(line, line), axis=-1)
    regions = model.predict(plane.reshape(-1, 2)).reshape(80, 80)
    _, (left, right) = plt.subplots(1, 2, figsize=(9, 4), layout="constrained")
    left.plot(losses)
    left.set_xlabel("step")
    left.set_ylabel("loss")
    right.pcolormesh(line, line, regions, cmap="viridis", alpha=0.25)
    right.scatter(*points.T, c=arm, cmap="viridis", s=14)
    right.set_title(f"{np.mean(model.predict(points) == arm):.0%} of the points on their own side")
