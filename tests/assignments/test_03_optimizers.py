"""Right but different submissions of 03 Optimizers earn all points.

Each variant replaces functions and classes of the reference by other right ones, of the kinds that students write.
"""

import ast
from pathlib import Path

import pytest

from autograder.manifest import load_assignment
from autograder.model import Status

COURSE = Path(__file__).parents[2]
PUBLIC, PRIVATE = COURSE / "assignments" / "03_optimizers", COURSE / "solutions" / "03_optimizers"
MASTER = PRIVATE / "optimizers.py"

FAIR = {
    "loops and lists": """
import math


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    trajectory = [x0.copy()]
    g = gradient(x0)
    for _ in range(iterations):
        if math.sqrt(sum(entry**2 for entry in g)) <= tolerance:
            return trajectory
        trajectory.append(np.array([trajectory[-1][i] - step_size * g[i] for i in range(len(x0))]))
        g = gradient(trajectory[-1])
    return trajectory


def random_search(f, x0, scale, iterations, rng):
    best = x0.copy()
    for _ in range(iterations):
        print("so far", f(best))
        new = np.array([best[i] + scale * rng.standard_normal() for i in range(len(best))])
        if f(new) < f(best):
            best = new
    return best


def linear_decay(k, eps0, eps_tau, tau):
    return eps_tau if k >= tau else eps0 + (eps_tau - eps0) * k / tau


def minibatches(X, y, batch_size, rng):
    order = list(range(len(X)))
    rng.shuffle(order)
    batches = []
    while order:
        batches.append((np.array([X[i] for i in order[:batch_size]]), np.array([y[i] for i in order[:batch_size]])))
        order = order[batch_size:]
    return batches


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr = lr
        self.momentum = momentum
        self.nesterov = nesterov
        self.v = None

    def step(self, params, grads):
        if self.v is None:
            self.v = {name: np.zeros(grads[name].shape) for name in params}
        new = {}
        for name in sorted(params):
            new[name] = np.zeros(params[name].shape)
            for at in np.ndindex(params[name].shape):
                before = self.v[name][at]
                self.v[name][at] = self.momentum * before - self.lr * grads[name][at]
                move = self.v[name][at]
                if self.nesterov:  # as some books write it
                    move = -self.momentum * before + (1 + self.momentum) * self.v[name][at]
                new[name][at] = params[name][at] + move
        return new


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.betas, self.eps, self.states = lr, (beta1, beta2), eps, {}

    def step(self, params, grads):
        new = {}
        for name in params:
            m, v, t = self.states.get(name, (0, 0, 0))  # a count for every parameter is as good
            t += 1
            m = self.betas[0] * m + (1 - self.betas[0]) * grads[name]
            v = self.betas[1] * v + (1 - self.betas[1]) * grads[name] ** 2
            self.states[name] = m, v, t
            m_hat, v_hat = m / (1 - self.betas[0] ** t), v / (1 - self.betas[1] ** t)
            new[name] = params[name] - self.lr * m_hat / (v_hat**0.5 + self.eps)
        return new


def newton_step(x, gradient, hessian):
    return x - np.linalg.inv(hessian) @ gradient


def lbfgs_direction(gradient, s_list, y_list):
    gamma = 1.0
    if len(s_list) > 0:
        gamma = np.dot(s_list[-1], y_list[-1]) / np.dot(y_list[-1], y_list[-1])
    H = gamma * np.identity(gradient.size)
    for s, y in zip(s_list, y_list):
        H = bfgs_update(H, s, y)
    return np.negative(H.dot(gradient))


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    history = np.zeros(epochs)
    for epoch in range(epochs):
        order = rng.permutation(len(y))
        for start in range(0, len(y), batch_size):
            chosen = order[start : start + batch_size]
            loss, _ = loss_and_grads(params, X[chosen], y[chosen])
            _, grads = loss_and_grads(params, X[chosen], y[chosen])
            history[epoch] += loss * len(chosen) / len(y)
            params = optimizer.step(params, grads)
    return params, history
""",
    "the conventions of PyTorch, eps inside the root": """
def largest_stable_step(hessian):
    return 2 / np.linalg.norm(hessian, 2)


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov, self.buffers = lr, momentum, nesterov, {}

    def step(self, params, grads):
        new = dict(params)
        for name, g in grads.items():
            if name in self.buffers:
                self.buffers[name] *= self.momentum
                self.buffers[name] += g
            else:
                self.buffers[name] = g.copy()
            d = g + self.momentum * self.buffers[name] if self.nesterov else self.buffers[name]
            new[name] = new[name] - self.lr * d
        return new


class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps, self.sums = lr, eps, {}

    def step(self, params, grads):
        for name in grads:
            self.sums.setdefault(name, np.zeros_like(params[name]))
            self.sums[name] += np.square(grads[name])
        return {name: params[name] - self.lr * grads[name] / np.sqrt(self.sums[name] + self.eps) for name in params}


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps, self.means = lr, decay, eps, {}

    def step(self, params, grads):
        for name in grads:
            mean = self.means.setdefault(name, np.zeros_like(params[name]))
            mean += (1 - self.decay) * (grads[name] * grads[name] - mean)
        return {name: params[name] - self.lr * grads[name] / np.sqrt(self.means[name] + self.eps) for name in params}


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.t = lr, beta1, beta2, eps, 0

    def step(self, params, grads):
        if self.t == 0:
            self.m = {name: np.zeros_like(p) for name, p in params.items()}
            self.v = {name: np.zeros_like(p) for name, p in params.items()}
        self.t = self.t + 1
        rate = self.lr * np.sqrt(1 - self.b2**self.t) / (1 - self.b1**self.t)  # the quick form of the paper
        new = {}
        for name in params:
            self.m[name] = self.b1 * self.m[name] + (1 - self.b1) * grads[name]
            self.v[name] = self.b2 * self.v[name] + (1 - self.b2) * grads[name] ** 2
            new[name] = params[name] - rate * self.m[name] / (np.sqrt(self.v[name]) + self.eps)
        return new


def bfgs_update(H, s, y):
    s, y = s.reshape(-1, 1), y.reshape(-1, 1)
    sy = (s.T @ y).item()
    return H + (sy + y.T @ H @ y) / sy**2 * (s @ s.T) - (H @ y @ s.T + s @ y.T @ H) / sy


def newton_step(x, gradient, hessian):
    return np.linalg.lstsq(hessian, hessian @ x - gradient, rcond=None)[0]
""",
    "double precision, copies, other random numbers": """
import copy


def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    x = np.array(x0, dtype=np.float64)
    points = np.empty((iterations + 1, x.size))
    points[0] = x
    for k in range(iterations):
        g = np.asarray(gradient(x.copy()))
        if not (g @ g) ** 0.5 > tolerance:
            return points[: k + 1]
        x -= step_size * g
        points[k + 1] = x
    return points


def random_search(f, x0, scale, iterations, rng):
    tried = x0 + rng.uniform(-scale, scale, size=(iterations, x0.size))  # all around the start, evenly
    tried = np.vstack([x0, tried])
    return tried[np.argmin([f(point) for point in tried])]


def linear_decay(k, eps0, eps_tau, tau):
    return np.interp(k, [0, tau], [eps0, eps_tau])


def minibatches(X, y, batch_size, rng):
    order = rng.choice(len(X), size=len(X), replace=False)
    X, y = X[order], y[order]
    cuts = range(batch_size, len(X), batch_size)
    yield from zip(np.split(X, cuts), np.split(y, cuts))


class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.velocity = None

    def step(self, params, grads):
        params = copy.deepcopy(params)
        if self.velocity is None:
            self.velocity = {name: np.zeros(p.shape) for name, p in params.items()}
        for name in params:
            self.velocity[name] = self.momentum * self.velocity[name] - self.lr * grads[name].astype(np.float64)
            if self.nesterov:
                params[name] = params[name] + self.momentum * self.velocity[name] - self.lr * grads[name]
            else:
                params[name] = params[name] + self.velocity[name]
        return params


class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.decay, self.eps = lr, decay, eps
        self.t, self.history = 0, {}

    def step(self, params, grads):  # the mean as a sum over all gradients so far
        self.t += 1
        new = {}
        for name, g in grads.items():
            self.history.setdefault(name, []).append(g)
            mean = sum((1 - self.decay) * self.decay**i * old**2 for i, old in enumerate(self.history[name][::-1]))
            new[name] = params[name] - self.lr * g / (mean**0.5 + self.eps)
        return new


def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    params = {name: p.copy() for name, p in params.items()}
    losses, all_losses = [], []
    for epoch in range(epochs):
        batch_losses, sizes = [], []
        for Xb, yb in minibatches(X, y, batch_size, rng):
            loss, grads = loss_and_grads(params, Xb, yb)
            params = optimizer.step(params=params, grads=grads)
            batch_losses.append(loss)
            sizes.append(len(yb))
        all_losses += batch_losses
        losses.append(np.average(batch_losses, weights=sizes))
        print(f"epoch {epoch}: {losses[-1]:.3f}")
    return (params, losses)
""",
    "one coordinate at a time, eps inside the root of Adam, and a warning": """
import warnings


class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.t, self.m, self.v = lr, beta1, beta2, eps, 0, {}, {}

    def step(self, params, grads):
        warnings.warn("one more step")
        self.t += 1
        new = {}
        for name, g in grads.items():
            self.m[name] = self.b1 * self.m.get(name, 0) + (1 - self.b1) * g
            self.v[name] = self.b2 * self.v.get(name, 0) + (1 - self.b2) * g * g
            m, v = self.m[name] / (1 - self.b1**self.t), self.v[name] / (1 - self.b2**self.t)
            new[name] = params[name] - self.lr * m / np.sqrt(v + self.eps)
        return new


def random_search(f, x0, scale, iterations, rng):
    best, value = x0.copy(), f(x0)
    for i in range(iterations):
        new = best.copy()
        new[i % len(new)] += scale * rng.normal()
        if f(new) <= value:
            best, value = new, f(new)
    return best
""",
}


@pytest.fixture(scope="module")
def graded(open_suite):
    suite = open_suite(load_assignment(PUBLIC, PRIVATE), jobs=2)
    return suite.grade_all({name: f"{definitions_of_the_master()}\n{variant}" for name, variant in FAIR.items()})


def definitions_of_the_master():
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    kept = [ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return "\n\n".join(["import numpy as np", *kept])


@pytest.mark.parametrize("name", FAIR)
def test_a_right_submission_of_another_kind_earns_all_points(graded, name):
    result = graded[name]

    assert {t.id: t.message for t in result.tests if t.status is not Status.PASSED} == {}
    assert (result.score, result.max_score) == (44, 40)  # the extra credit included
