"""Right but different submissions of 01 Losses earn all points.

Each variant replaces functions of the reference by other right ones, of the kinds that students write.
"""

import ast
from pathlib import Path

import pytest

from autograder.manifest import load_assignment
from autograder.model import Status

COURSE = Path(__file__).parents[2]
PUBLIC, PRIVATE = COURSE / "assignments" / "01_losses", COURSE / "solutions" / "01_losses"
MASTER = PRIVATE / "losses.py"

FAIR = {
    "loops": """
import math


def linear_scores(X, W, b):
    scores = np.zeros((len(X), len(b)))
    for n in range(len(X)):
        for k in range(len(b)):
            scores[n, k] = sum(X[n, d] * W[d, k] for d in range(len(W))) + b[k]
    return scores


def each(function):
    return np.vectorize(function, otypes=[float])


def one_sigmoid(a):
    return 1 / (1 + math.exp(-a)) if a > 0 else math.exp(a) / (1 + math.exp(a))


def one_softplus(a):
    return max(a, 0) + math.log1p(math.exp(-abs(a)))


sigmoid = each(one_sigmoid)
sigmoid_grad = each(lambda a: one_sigmoid(a) * (1 - one_sigmoid(a)))
tanh = each(math.tanh)
tanh_grad = each(lambda a: 1 - math.tanh(a) ** 2)
relu = each(lambda a: a if a > 0 else 0)
relu_grad = each(lambda a: 1 if a > 0 else 0)
softplus = each(one_softplus)
softplus_grad = each(one_sigmoid)


def softmax(scores):
    rows = []
    for row in scores:
        exponentials = [math.exp(s - max(row)) for s in row]
        rows.append([e / sum(exponentials) for e in exponentials])
    return np.array(rows)


def logistic_loss(f, y):
    loss, df = 0.0, np.zeros(len(f))
    for n in range(len(f)):
        loss += one_softplus(-f[n] if y[n] == 1 else f[n]) / len(f)
        df[n] = (one_sigmoid(f[n]) - y[n]) / len(f)
    return loss, df


def cross_entropy_loss(scores, y):
    loss, dscores = 0.0, np.zeros(scores.shape)
    for n in range(len(y)):
        top = max(scores[n])
        total = sum(math.exp(s - top) for s in scores[n])
        loss += top + math.log(total) - scores[n, y[n]]
        for k in range(scores.shape[1]):
            dscores[n, k] = math.exp(scores[n, k] - top) / total - (k == y[n])
    return loss / len(y), dscores / len(y)


def hinge_loss(scores, y, delta=1.0):
    loss, dscores = 0.0, np.zeros_like(scores)
    for n in range(len(y)):
        for j in range(scores.shape[1]):
            margin = scores[n, j] - scores[n, y[n]] + delta
            if j != y[n] and margin > 0:
                loss += margin
                dscores[n, j] += 1
                dscores[n, y[n]] -= 1
    return loss / len(y), dscores / len(y)


def euclidean_loss(prediction, target):
    loss, gradient = 0.0, np.zeros(prediction.shape)
    for n in range(len(prediction)):
        for d in range(prediction.shape[1]):
            loss += (prediction[n, d] - target[n, d]) ** 2 / len(prediction)
            gradient[n, d] = 2 * (prediction[n, d] - target[n, d]) / len(prediction)
    return loss, gradient
""",
    "tricks with floats": """
def sigmoid(a):
    return 0.5 * (1 + np.tanh(a / 2))


def sigmoid_grad(a):
    return sigmoid(a) * (1 - sigmoid(a))


def tanh(a):
    return 2 * sigmoid(2 * a) - 1


def tanh_grad(a):
    return 1 / np.cosh(np.clip(a, -350, 350)) ** 2


def relu(a):
    return (a + np.abs(a)) / 2


def softplus(a):
    return np.where(a > 30, a, np.log1p(np.exp(np.minimum(a, 30))))


def softplus_grad(a):
    return sigmoid(a)


def softmax(scores):
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


def logistic_loss(f, y):
    signed = np.where(y, f, -f)
    return -np.mean(np.minimum(signed, 0) - np.log1p(np.exp(-abs(f)))), (sigmoid(f) - y) / f.size


def cross_entropy_loss(scores, y):
    one_hot = np.eye(scores.shape[1])[y]
    log_p = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return -np.sum(one_hot * log_p) / len(y), (np.exp(log_p) - one_hot) / len(y)


def hinge_loss(scores, y, delta=1.0):
    one_hot = np.eye(scores.shape[1])[y]
    margins = scores - (scores * one_hot).sum(axis=1, keepdims=True) + delta * (1 - one_hot)
    is_open = (margins > 0) - one_hot * (margins > 0).sum(axis=1, keepdims=True)
    return np.clip(margins, 0, None).sum() / len(y), is_open / len(y)


def euclidean_loss(prediction, target):
    return np.linalg.norm(prediction - target) ** 2 / len(target), (prediction - target) * (2 / len(target))
""",
    "plain formulas where nothing can go wrong by value": """
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def sigmoid_grad(a):
    return sigmoid(a) * (1 - sigmoid(a))


def tanh_grad(a):
    return 1 - tanh(a) ** 2


def softplus_grad(a):
    return 1 / (1 + np.exp(-a))


def logistic_loss(f, y):
    true = np.where(y == 1, sigmoid(f), sigmoid(-f))
    return -np.log(true).mean(), (sigmoid(f) - y) / len(y)


def cross_entropy_loss(scores, y):
    p = softmax(scores)
    loss = -np.log(p[range(len(y)), y]).sum() / len(y)
    p[range(len(y)), y] -= 1
    return loss, p / len(y)
""",
    "the other side of each kink, and other kinds of numbers": """
def relu(a):
    return np.where(a >= 0, a, 0)


def relu_grad(a):
    return np.where(a >= 0, 1, 0)


def linear_grad(a, slope):
    return np.zeros(a.shape) + slope


def hinge_loss(scores, y, delta=1.0):
    print("hinge", scores.shape)
    margins = scores.T - scores[np.arange(len(y)), y] + delta
    margins[y, np.arange(len(y))] = 0
    loss = np.mean(np.sum(np.maximum(margins, 0), axis=0))
    is_open = (margins >= 0).astype(int)
    is_open[y, np.arange(len(y))] = 0
    is_open[y, np.arange(len(y))] = -is_open.sum(axis=0)
    return np.array(loss), is_open.T / len(y)


def euclidean_loss(prediction, target):
    difference = np.subtract(prediction, target, dtype=np.float64)
    return [float((difference * difference).sum() / len(difference)), 2 * difference / len(difference)]
""",
    "truth values for a slope, and a double for single precision": """
def relu_grad(a):
    return a > 0


def linear_scores(X, W, b):
    return (np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])).astype(np.float64)


def softmax(scores):
    scores = np.asarray(scores, dtype=np.float64).copy()
    scores -= scores.max(axis=1)[:, np.newaxis]
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1)[:, np.newaxis]
    return scores


def cross_entropy_loss(scores, y):
    shifted = scores - scores.max()
    p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    true = shifted[np.arange(len(y)), y]
    dscores = p.copy()
    for n, label in enumerate(y):
        dscores[n, label] -= 1
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - true), dscores / len(y)
""",
}


@pytest.fixture(scope="module")
def suite(open_suite):
    return open_suite(load_assignment(PUBLIC, PRIVATE), jobs=2)


@pytest.fixture(scope="module")
def graded(suite):
    return suite.grade_all({name: f"{functions_of_the_master()}\n{variant}" for name, variant in FAIR.items()})


def functions_of_the_master():
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    functions = [ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)]
    return "\n\n".join(["import numpy as np", *functions])


@pytest.mark.parametrize("name", FAIR)
def test_a_right_submission_of_another_kind_earns_all_points(graded, name):
    result = graded[name]

    assert {t.id: t.message for t in result.tests if t.status is not Status.PASSED} == {}
    assert result.score == result.max_score == 40
