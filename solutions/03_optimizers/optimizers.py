# %% [markdown]
# # 03 Optimizers
#
# A loss tells how bad the weights are, its gradient which way is up. What remains is to walk: in which direction, how
# far, and when to stop. Everything that trains a network is a variation of one line, $\theta \leftarrow \theta -
# \epsilon \nabla L$, and each variation answers something that goes wrong with the line before it.
#
# 1. `gradient_descent`, `largest_stable_step`: the line itself, and how long a step may be
# 2. `random_search`: what to do without a gradient, and why nobody does
# 3. `linear_decay`: a learning rate that changes
# 4. `minibatches`: a gradient from a few examples
# 5. `SGD`: steps with momentum
# 6. `AdaGrad`, `RMSProp`, `Adam`: a step length for every weight
# 7. `newton_step`: using the curvature
# 8. `bfgs_update`, `lbfgs_direction`: guessing the curvature (extra credit)
# 9. `train`: all of it together
#
# `params` and `grads` are dicts of arrays with the same keys. An optimizer's `step(params, grads)` returns new params.
# float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and examples worked by hand.

# %%
from contextlib import suppress

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder

# %% [markdown]
# ## Four landscapes
#
# Before the work begins: four losses of two weights, for looking at. A *bowl*; a *ravine*, 25 times steeper across than
# along; a *saddle*, downhill to both sides of a ridge; and a *plateau* around a hole, where the gradient is almost
# zero. Each is a function of a point `p` of shape `(2,)`, with its gradient and a place to start.

# %%
landscapes = {
    "bowl": (lambda p: (p**2).sum(axis=0) / 2, lambda p: p, [-2.0, 1.5]),
    "ravine": (lambda p: (p[0] ** 2 + 25 * p[1] ** 2) / 2, lambda p: p * [1.0, 25.0], [-2.5, 0.6]),
    "saddle": (lambda p: p[0] ** 2 / 2 - p[1] ** 2 / 2 + p[1] ** 4 / 4, lambda p: p * [1.0, -1.0] + [0.0, p[1] ** 3],
               [-2.0, 0.02]),
    "plateau": (lambda p: 1 - np.exp(-(p**2).sum(axis=0) / 2), lambda p: p * np.exp(-(p**2).sum(axis=0) / 2),
                [-2.4, 1.6]),
}  # fmt: skip


def show_paths(place, name, paths):
    """Draw a landscape's contours and the paths `{label: (T, 2)}` of points that walk on it."""
    loss, _, start = landscapes[name]
    x, y = np.linspace(-3, 3, 80), np.linspace(-2, 2, 60)
    place.contour(x, y, loss(np.stack(np.meshgrid(x, y))), levels=18, colors="gray", linewidths=0.5)
    for label, path in paths.items():
        place.plot(*np.transpose(path), ".-", markersize=3, linewidth=1, label=label)
    place.plot(*start, "k*")
    place.set(title=name, xlim=(-3, 3), ylim=(-2, 2))


# %%
#| grade: false
import matplotlib.pyplot as plt

plt.figure(figsize=(14, 3), layout="constrained")
for number, name in enumerate(landscapes, 1):
    show_paths(plt.subplot(1, 4, number), name, {})
plt.show()

# %% [markdown]
# The plots below need what you write above them. Until then they wait: `with suppress(NotImplementedError)` passes
# them over.

# %% [markdown]
# ## 1. Following the gradient
#
# $$x_{k+1} = x_k - \epsilon\, \nabla f(x_k)$$
#
# until the gradient is (nearly) zero: the lecture's "while not converged". Keep every point, the first included; the
# path says more than its end. The last point is the first one where $\lVert\nabla f\rVert \le$ `tolerance`, or the one
# after `iterations` steps, whichever comes first.


# %%
def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    """Walk downhill from x0, and say where each step led.

    Parameters
    ----------
    gradient : function
        Of a point, an array (D,): the gradient there, an array (D,).
    x0 : (D,) array
    step_size : float
    iterations : int
        The most steps to take.
    tolerance : float
        Take no step from a point where the Euclidean norm of the gradient is at most this.

    Returns
    -------
    (T + 1, D) array: x0 and the point after each of the T ≤ iterations steps
    """
    ### BEGIN SOLUTION
    trajectory = [x0]
    for _ in range(iterations):
        slope = gradient(trajectory[-1])
        if np.linalg.norm(slope) <= tolerance:
            break
        trajectory.append(trajectory[-1] - step_size * slope)
    return np.array(trajectory)
    ### END SOLUTION


# %% [markdown]
# How long may a step be? On a bowl $f(x) = \tfrac12 x^\top H x$ a step is $x \leftarrow (I - \epsilon H)\,x$: along an
# eigenvector of $H$ with the eigenvalue $\lambda$ the distance to the minimum is multiplied by $1 - \epsilon\lambda$.
# It shrinks if that lies between −1 and 1. For which $\epsilon$ does it shrink along *every* eigenvector?


# %%
def largest_stable_step(hessian):
    """Find the step size from which on gradient descent no longer converges on a quadratic bowl.

    Parameters
    ----------
    hessian : (D, D) array
        Symmetric, all eigenvalues positive.

    Returns
    -------
    float: every smaller step size converges, every larger one diverges from almost everywhere
    """
    ### BEGIN SOLUTION
    return 2 / np.linalg.eigvalsh(hessian)[-1]
    ### END SOLUTION


# %%
# %check gradient_descent


# %% [markdown]
# The same ravine, four step sizes. Look at the losses on the right: too small is slow, almost too large rattles from
# wall to wall, too large climbs out. (The slide "Potential issues" has them all.)

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    loss, gradient, start = landscapes["ravine"]
    limit = largest_stable_step(np.diag([1.0, 25.0]))
    walks = {
        f"{share:g} of the limit": gradient_descent(gradient, np.array(start), share * limit, 30)
        for share in [0.1, 0.6, 0.98, 1.02]
    }
    _, places = plt.subplots(1, 2, figsize=(10, 3.5), layout="constrained")
    left, right = places
    show_paths(left, "ravine", walks)
    for label, walk in walks.items():
        right.semilogy(loss(walk.T), label=label)
    right.set(title="loss at each step")
    right.legend()
    plt.show()


# %% [markdown]
# ## 2. Searching at random
#
# Without a gradient one can still try: take the best point so far, move it by a random amount, keep the new point if it
# is better. It never gets worse. It hardly gets better either, once there are many directions to choose from.


# %%
def random_search(f, x0, scale, iterations, rng):
    """Try random neighbours of the best point so far.

    Parameters
    ----------
    f : function
        Of a point, an array (D,): a number, to be made small.
    x0 : (D,) array
    scale : float
        A neighbour is the best point so far plus `scale` times a standard normal number in each coordinate.
    iterations : int
        Neighbours to try.
    rng : numpy Generator
        The only source of random numbers.

    Returns
    -------
    (D,) array: of x0 and all the points tried, the one with the smallest f
    """
    ### BEGIN SOLUTION
    best, least = x0, f(x0)
    for _ in range(iterations):
        neighbour = best + scale * rng.normal(size=best.shape)
        value = f(neighbour)
        if value < least:
            best, least = neighbour, value
    return best
    ### END SOLUTION


# %%
# %check random_search


# %% [markdown]
# What is left of a bowl's loss after so many tries, in 2, 10 and 100 dimensions. A network has millions. Gradient
# descent does not care: on a bowl, the same number of steps serves them all.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    tries = [1, 3, 10, 30, 100, 300]
    left_over = {
        size: [
            (random_search(lambda x: x @ x, np.ones(size), 0.2, n, np.random.default_rng(3)) ** 2).mean() for n in tries
        ]
        for size in [2, 10, 100]
    }
    plt.figure(figsize=(5, 3.5), layout="constrained")
    for size, losses in left_over.items():
        plt.loglog(tries, losses, ".-", label=f"{size} dimensions")
    plt.title("loss of random search, as a share of the first")
    plt.legend()
    plt.show()


# %% [markdown]
# ## 3. A learning rate that changes
#
# Far from the minimum long steps are good, close to it they only rattle. So let the learning rate fall in a straight
# line until iteration $\tau$, and stay there:
#
# $$\epsilon_k = (1 - \alpha)\,\epsilon_0 + \alpha\,\epsilon_\tau, \qquad \alpha = \min(k / \tau,\ 1)$$


# %%
def linear_decay(k, eps0, eps_tau, tau):
    """Give the learning rate at iteration k.

    Parameters
    ----------
    k : int
        Iteration, from 0 on.
    eps0, eps_tau : float
        Learning rate at iteration 0, and from iteration tau on. The second may be the larger one ("warm-up").
    tau : int
        Iteration at which the change ends, at least 1.

    Returns
    -------
    float
    """
    ### BEGIN SOLUTION
    alpha = min(k / tau, 1.0)
    return (1 - alpha) * eps0 + alpha * eps_tau
    ### END SOLUTION


# %%
# %check learning_rate


# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    falling = [linear_decay(k, 0.1, 0.01, 60) for k in range(100)]
    rising = [linear_decay(k, 0.0, 0.08, 15) for k in range(100)]
    plt.figure(figsize=(5, 3), layout="constrained")
    plt.plot(falling, label="decay until 60")
    plt.plot(rising, label="warm-up until 15")
    plt.title("learning rate at each iteration")
    plt.legend()
    plt.show()


# %% [markdown]
# ## 4. Mini-batches
#
# The gradient of a mean over a million examples is a mean of a million gradients. The mean over 32 of them, chosen at
# random, points roughly the same way and costs a 30,000th. So: shuffle the examples, cut them into batches, take one
# step for each. When every example was used once, an *epoch* is over; shuffle again.


# %%
def minibatches(X, y, batch_size, rng):
    """Go through all examples once, in random order, a batch at a time.

    Parameters
    ----------
    X : (N, …) array
    y : (N,) array
        y[i] belongs to X[i].
    batch_size : int
    rng : numpy Generator
        The only source of random numbers.

    Yields
    ------
    Xb : (B, …) array
    yb : (B,) array
        B is the batch size; in the last batch it is what remains, if anything does.
    """
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
    ### END SOLUTION


# %%
# %check minibatches


# %% [markdown]
# How far the gradient of a batch lies from that of all 512 examples, for a line through the origin fitted to a noisy
# cloud. Four times the examples make half the error: the first few examples say most.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    draw = np.random.default_rng(3)
    xs = draw.normal(size=512)
    ys = 0.5 * xs + draw.normal(size=512)
    sizes = [2, 8, 32, 128]
    estimates = [[-(xb * yb).mean() for xb, yb in minibatches(xs, ys, size, draw)] for size in sizes]
    plt.figure(figsize=(6, 3), layout="constrained")
    for size, estimate in zip(sizes, estimates, strict=True):
        plt.plot([size] * len(estimate), estimate, ".", alpha=0.4)
    plt.axhline(-(xs * ys).mean(), color="gray")
    plt.xscale("log", base=2)
    plt.title("gradients of batches of 2, 8, 32 and 128 examples")
    plt.show()


# %% [markdown]
# ## 5. Momentum
#
# In a ravine the gradient points across, from wall to wall, and hardly along. Averaged over some steps, "across"
# cancels and "along" adds up. So let the walker have a velocity, as a ball has:
#
# $$v \leftarrow \mu v - \epsilon\, g, \qquad \theta \leftarrow \theta + v$$
#
# *Nesterov's* momentum looks ahead to where the velocity is about to lead. With the same $v$, it moves by
#
# $$\theta \leftarrow \theta + \mu v - \epsilon\, g$$
#
# From here on an optimizer is an object: it must remember things from one step to the next, for each parameter apart.


# %%
class SGD:
    """Gradient descent with momentum; with momentum 0, without.

    Parameters
    ----------
    lr : float
        Learning rate ε.
    momentum : float
        Share μ of the velocity that is kept from step to step.
    nesterov : bool
        Whether to look ahead.
    """

    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr = lr
        self.momentum = momentum
        self.nesterov = nesterov
        # What steps have to remember, as it is before the first:
        ### BEGIN SOLUTION
        self.velocity = {}
        ### END SOLUTION

    def step(self, params, grads):
        """Take one step; every velocity is 0 before the first.

        Parameters
        ----------
        params, grads : dict of arrays
            With the same keys and shapes.

        Returns
        -------
        dict of arrays: the new parameters, under the same keys
        """
        ### BEGIN SOLUTION
        moved = {}
        for name, g in grads.items():
            v = self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) - self.lr * g
            moved[name] = params[name] + (self.momentum * v - self.lr * g if self.nesterov else v)
        return moved
        ### END SOLUTION


# %%
# %check sgd_momentum


# %%
def walk(optimizer, name, steps=60):
    """Let an optimizer walk on a landscape: the (steps + 1, 2) points of its path."""
    _, gradient, start = landscapes[name]
    params = {"p": np.array(start)}
    path = [params["p"]]
    for _ in range(steps):
        params = optimizer.step(params, {"p": gradient(params["p"])})
        path.append(params["p"])
    return np.array(path)


# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    paths = {
        "plain": walk(SGD(0.035), "ravine"),
        "momentum": walk(SGD(0.035, momentum=0.8), "ravine"),
        "Nesterov": walk(SGD(0.035, momentum=0.8, nesterov=True), "ravine"),
    }
    _, places = plt.subplots(1, 2, figsize=(10, 3.5), layout="constrained")
    left, right = places
    show_paths(left, "ravine", paths)
    for label, path in paths.items():
        right.semilogy(landscapes["ravine"][0](path.T), label=label)
    right.set(title="loss at each step")
    right.legend()
    plt.show()


# %% [markdown]
# ## 6. A step length for every weight
#
# One learning rate for a million weights suits few of them: a weight that rarely gets a gradient wants long steps, one
# that gets large gradients short ones. Divide each gradient by how large it usually is. The three methods differ in
# what "usually" means.
#
# **AdaGrad** adds up all squares since the beginning:
# $$c \leftarrow c + g^2, \qquad \theta \leftarrow \theta - \epsilon\, \frac{g}{\sqrt{c} + \varepsilon}$$
#
# All operations are entry by entry; $\varepsilon$ (`eps`) keeps the quotient finite where $c$ is 0.


# %%
class AdaGrad:
    """Gradient descent in which every entry's step is divided by the size of all its gradients so far.

    Parameters
    ----------
    lr : float
        Learning rate.
    eps : float
        Added to the root.
    """

    def __init__(self, lr, eps=1e-8):
        self.lr = lr
        self.eps = eps
        # What steps have to remember, as it is before the first:
        ### BEGIN SOLUTION
        self.squares = {}
        ### END SOLUTION

    def step(self, params, grads):
        """Take one step; every sum of squares is 0 before the first. Arguments and result as those of `SGD.step`."""
        ### BEGIN SOLUTION
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.squares.get(name, 0.0) + g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
        ### END SOLUTION


# %%
# %check adagrad


# %% [markdown]
# **RMSProp** forgets: a sum only grows, so that AdaGrad's steps only shrink. With the decay $\rho$,
# $$c \leftarrow \rho\, c + (1 - \rho)\, g^2, \qquad
#   \theta \leftarrow \theta - \epsilon\, \frac{g}{\sqrt{c} + \varepsilon}$$


# %%
class RMSProp:
    """Gradient descent in which every entry's step is divided by the size of its recent gradients.

    Parameters
    ----------
    lr : float
        Learning rate.
    decay : float
        Share ρ of the mean of squares that is kept from step to step.
    eps : float
        Added to the root.
    """

    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        # What steps have to remember, as it is before the first:
        ### BEGIN SOLUTION
        self.squares = {}
        ### END SOLUTION

    def step(self, params, grads):
        """Take one step; every mean of squares is 0 before the first. Arguments and result as those of `SGD.step`."""
        ### BEGIN SOLUTION
        moved = {}
        for name, g in grads.items():
            c = self.squares[name] = self.decay * self.squares.get(name, 0.0) + (1 - self.decay) * g**2
            moved[name] = params[name] - self.lr * g / (np.sqrt(c) + self.eps)
        return moved
        ### END SOLUTION


# %%
# %check rmsprop


# %% [markdown]
# **Adam** averages the gradient too, as momentum does:
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
# Both start at 0, and so are too small at first; at step $t = 1, 2, \dots$ by factors that are known:
# $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
#   \theta \leftarrow \theta - \epsilon\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}$$


# %%
class Adam:
    """Gradient descent with running means of the gradient and of its square, both corrected for their start at 0.

    Parameters
    ----------
    lr : float
        Learning rate.
    beta1, beta2 : float
        Shares of the two means that are kept from step to step.
    eps : float
        Added to the root.
    """

    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        # What steps have to remember, as it is before the first:
        ### BEGIN SOLUTION
        self.means, self.squares, self.t = {}, {}, 0
        ### END SOLUTION

    def step(self, params, grads):
        """Take one step; all means are 0 before the first. Arguments and result as those of `SGD.step`."""
        ### BEGIN SOLUTION
        self.t += 1
        moved = {}
        for name, g in grads.items():
            m = self.means[name] = self.beta1 * self.means.get(name, 0.0) + (1 - self.beta1) * g
            v = self.squares[name] = self.beta2 * self.squares.get(name, 0.0) + (1 - self.beta2) * g**2
            m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            moved[name] = params[name] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return moved
        ### END SOLUTION


# %%
# %check adam


# %% [markdown]
# Five walkers, four landscapes. Who stalls on the plateau? Who leaves the saddle? Who overshoots? Change the learning
# rates, and watch the winners change.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    makers = {
        "SGD": lambda: SGD(0.07),
        "momentum": lambda: SGD(0.02, momentum=0.9),
        "AdaGrad": lambda: AdaGrad(0.4),
        "RMSProp": lambda: RMSProp(0.05),
        "Adam": lambda: Adam(0.15),
    }
    walked = {name: {label: walk(make(), name) for label, make in makers.items()} for name in landscapes}
    plt.figure(figsize=(11, 7), layout="constrained")
    for number, (name, paths) in enumerate(walked.items(), 1):
        show_paths(plt.subplot(2, 2, number), name, paths)
    plt.legend()
    plt.show()
    plt.figure(figsize=(11, 6), layout="constrained")
    for number, (name, paths) in enumerate(walked.items(), 1):
        plt.subplot(2, 2, number)
        for label, path in paths.items():
            plt.plot(landscapes[name][0](path.T), label=label)
        plt.title(f"loss on the {name}")
    plt.legend()
    plt.show()


# %% [markdown]
# ## 7. Newton's step
#
# The gradient says how steep it is here, the Hessian $H$ (all second derivatives) how that changes. Together they make
# the parabola that fits the loss at $x$; Newton steps to where the parabola's gradient is zero:
#
# $$x \leftarrow x - H^{-1} \nabla f(x)$$
#
# No learning rate is needed. Solve a linear system for the step; an inverse costs more and is less exact.


# %%
def newton_step(x, gradient, hessian):
    """Take one step of Newton's method.

    Parameters
    ----------
    x : (D,) array
    gradient : (D,) array
        The gradient at x.
    hessian : (D, D) array
        The Hessian at x; symmetric, not singular.

    Returns
    -------
    (D,) array: the next point
    """
    ### BEGIN SOLUTION
    return x - np.linalg.solve(hessian, gradient)
    ### END SOLUTION


# %%
# %check newton


# %% [markdown]
# One step crosses the ravine. On the saddle, three steps lead to the very point that all the others flee: where the
# gradient is zero, and nothing says that it is a minimum.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    hessians = {"ravine": lambda p: np.diag([1.0, 25.0]), "saddle": lambda p: np.diag([1.0, 3 * p[1] ** 2 - 1])}
    leaps = {}
    for name, hessian in hessians.items():
        leaps[name] = [np.array(landscapes[name][2])]
        for _ in range(3):
            leaps[name].append(
                newton_step(leaps[name][-1], landscapes[name][1](leaps[name][-1]), hessian(leaps[name][-1]))
            )
    _, places = plt.subplots(1, 2, figsize=(10, 3.5), layout="constrained")
    for place, (name, path) in zip(places, leaps.items(), strict=True):
        show_paths(place, name, {"Newton": path})
    plt.show()


# %% [markdown]
# ## 8. Quasi-Newton (extra credit)
#
# A network with a million weights has a Hessian with a million million entries. But every step tells something about
# it: after a move $s = x_{k+1} - x_k$ the gradient has changed by $y = g_{k+1} - g_k$, so that $H^{-1}$ should turn $y$
# into $s$. **BFGS** keeps a guess $B$ of the *inverse* Hessian and mends it so that it does:
#
# $$B \leftarrow (I - \rho\, s y^\top)\, B\, (I - \rho\, y s^\top) + \rho\, s s^\top, \qquad \rho = \frac{1}{s^\top y}$$


# %%
def bfgs_update(H, s, y):
    """Mend a guess of the inverse Hessian after one step.

    Parameters
    ----------
    H : (D, D) array
        The guess of the inverse Hessian so far, symmetric.
    s : (D,) array
        How far the point moved.
    y : (D,) array
        How much the gradient changed; s @ y is positive.

    Returns
    -------
    (D, D) array: the next guess; it maps y to s
    """
    ### BEGIN SOLUTION
    rho = 1 / (s @ y)
    back = np.eye(len(s)) - rho * np.outer(s, y)
    return back @ H @ back.T + rho * np.outer(s, s)
    ### END SOLUTION


# %% [markdown]
# **L-BFGS** never writes that matrix down. It keeps the last few pairs $(s, y)$ and works out what the matrix *would*
# do to the gradient, starting from $\gamma I$ with $\gamma = s^\top y / y^\top y$ of the last pair: once through the
# pairs from the newest to the oldest, then back. The handout says why.


# %%
def lbfgs_direction(gradient, s_list, y_list):
    """Find the direction of the next step, −H g, from the last few steps.

    Parameters
    ----------
    gradient : (D,) array
        The gradient g at the current point.
    s_list, y_list : lists of (D,) arrays, equally long
        Moves and changes of the gradient, the oldest first.

    Returns
    -------
    (D,) array: −H g, where H is γI after one `bfgs_update` for each pair; −g without any pair
    """
    ### BEGIN SOLUTION
    pairs = list(zip(s_list, y_list, strict=True))
    if not pairs:
        return -gradient
    q, shares = gradient, []
    for s, y in reversed(pairs):
        shares.append(s @ q / (s @ y))
        q = q - shares[-1] * y
    s, y = pairs[-1]
    r = s @ y / (y @ y) * q
    for (s, y), share in zip(pairs, reversed(shares), strict=True):
        r = r + (share - y @ r / (s @ y)) * s
    return -r
    ### END SOLUTION


# %%
# %check quasi_newton


# %% [markdown]
# On the ravine, L-BFGS (with steps that are halved until the loss falls) against gradient descent at its best step.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    loss, gradient, start = landscapes["ravine"]
    point, moves, changes = np.array(start), [], []
    points = [point]
    for _ in range(8):
        direction, length = lbfgs_direction(gradient(point), moves, changes), 1.0
        while loss(point + length * direction) > loss(point):
            length /= 2
        if not np.any(direction):
            break
        moves.append(length * direction)
        changes.append(gradient(point + moves[-1]) - gradient(point))
        point = point + moves[-1]
        points.append(point)
    plain = gradient_descent(gradient, np.array(start), 2 / 26, len(points) - 1)
    plt.figure(figsize=(6, 4), layout="constrained")
    show_paths(plt.gca(), "ravine", {"L-BFGS": points, "gradient descent": plain})
    plt.legend()
    plt.show()


# %% [markdown]
# ## 9. Training
#
# Now everything: in each epoch go through the batches, ask for the loss and the gradients of a batch, and let the
# optimizer take a step. Report for each epoch the mean loss *of an example*, each as it was when its batch came, before
# that batch's step.


# %%
def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    """Train a model for some epochs.

    Parameters
    ----------
    loss_and_grads : function
        `loss_and_grads(params, Xb, yb)` gives the mean loss of the batch's examples, a number, and its gradients, a
        dict with the keys of `params`.
    params : dict of arrays
        Where to start.
    X : (N, …) array
    y : (N,) array
    optimizer : with a method `step(params, grads)`, such as `SGD(0.1)`
    batch_size, epochs : int
    rng : numpy Generator
        The only source of random numbers; every epoch has an order of its own.

    Returns
    -------
    params : dict of arrays
        After the last step.
    losses : list of float, one an epoch
        Σ n_b · loss_b / N over the batches of the epoch, n_b their sizes.
    """
    ### BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        total = 0.0
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params, grads)
            total += len(Xb) * loss
        losses.append(total / len(X))
    return params, losses
    ### END SOLUTION


# %%
# %check train


# %% [markdown]
# A classifier of two clouds, trained at four learning rates. These are the curves of the slide "Interpreting learning
# rates": which of them is too low, which too high, which good?

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    draw = np.random.default_rng(3)
    labels = np.arange(90) % 2
    clouds = draw.normal(size=(90, 2)) * [1.0, 4.0] + np.outer(labels, [2.0, 3.0])

    def logistic(params, Xb, yb):
        """The mean logistic loss of a linear classifier, and its gradients."""
        scores = Xb @ params["w"] + params["b"]
        slope = (1 / (1 + np.exp(-scores)) - yb) / len(yb)
        return (np.logaddexp(0, scores) - yb * scores).mean(), {"w": Xb.T @ slope, "b": slope.sum()}

    zero = {"w": np.zeros(2), "b": np.zeros(())}
    curves = {
        rate: train(logistic, zero, clouds, labels, SGD(rate, momentum=0.5), 16, 25, np.random.default_rng(5))[1]
        for rate in [0.001, 0.02, 0.3, 1.5]
    }
    plt.figure(figsize=(6, 3.5), layout="constrained")
    for rate, losses in curves.items():
        plt.plot(losses, label=f"learning rate {rate:g}")
    plt.ylim(0, 2)
    plt.title("loss of each epoch")
    plt.legend()
    plt.show()
