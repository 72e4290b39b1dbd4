"""Wrong submissions of 01_losses, written without the diagnosis' rules."""

from tests.diagnosis.experiment.variant import SubmissionVariant

SUBMISSIONS = [
    SubmissionVariant("three loops over a sum that never meets b", ("scores_bias_missing", "bias_missing"), """
def linear_scores(X, W, b):
    scores = np.zeros((X.shape[0], W.shape[1]), X.dtype)
    for n in range(X.shape[0]):
        for k in range(W.shape[1]):
            for d in range(X.shape[1]):
                scores[n, k] += X[n, d] * W[d, k]
    return scores
""", "01_losses"),
    SubmissionVariant("scores filled from class 1 on", "first_channel_left_out", """
def linear_scores(X, W, b):
    num_train, num_classes = X.shape[0], W.shape[1]
    S = np.zeros((num_train, num_classes), X.dtype)
    for k in range(1, num_classes):
        S[:, k] = X.dot(W[:, k]) + b[k]
    return S
""", "01_losses"),
    SubmissionVariant("sigmoid's slope e/(1+e) with the denominator's square forgotten", None, """
def sigmoid_grad(a):
    e = np.exp(-np.abs(a))
    return e / (1 + e)
""", "01_losses"),
    SubmissionVariant("tanh as (e²ᵃ − 1)/(e²ᵃ + 1)", ("tanh_overflows", "not_finite"), """
def tanh(a):
    twice = np.exp(2 * a)
    return (twice - 1) / (twice + 1)
""", "01_losses"),
    SubmissionVariant("tanh_grad applies tanh to tanh", "output_twice", """
def tanh_grad(a):
    t = tanh(a)
    return 1 - np.tanh(t) * np.tanh(t)
""", "01_losses"),
    SubmissionVariant("a leaky slope on the flat side", None, """
def relu_grad(a):
    slope = np.ones_like(a)
    slope[a <= 0] = 0.01
    return slope
""", "01_losses"),
    SubmissionVariant("softplus of −a", None, """
def softplus(a):
    return np.log1p(np.exp(-np.abs(a))) + np.maximum(-a, 0)
""", "01_losses"),
    SubmissionVariant("softmax row by row, exponentials as they are",
                      ("softmax_no_maximum_subtracted", "not_finite"), """
def softmax(scores):
    rows = []
    for row in scores:
        weights = np.exp(row)
        rows.append(weights / np.sum(weights))
    return np.array(rows)
""", "01_losses"),
    SubmissionVariant("softmax without its division", "not_normalised", """
def softmax(scores):
    out = np.empty_like(scores)
    for n, row in enumerate(scores):
        out[n] = np.exp(row - np.max(row))
    return out
""", "01_losses"),
    SubmissionVariant("row maxima, but column sums", ("softmax_over_the_batch", "normalised_over_wrong_axis"), """
def softmax(scores):
    e = np.exp((scores.T - np.max(scores, axis=1)).T)
    return e / np.sum(e, axis=0)
""", "01_losses"),
    SubmissionVariant("df in a loop as y − p", ("logistic_gradient_sign", "sign"), """
def logistic_loss(f, y):
    n = len(f)
    df = np.zeros_like(f)
    loss = 0.0
    for i in range(n):
        z = f[i] if y[i] == 1 else -f[i]
        loss += np.logaddexp(0, -z)
        df[i] = (y[i] - 1 / (1 + np.exp(-f[i]))) / n
    return loss / n, df
""", "01_losses"),
    SubmissionVariant("the loss in bits", "other_factor", """
def logistic_loss(f, y):
    y = y.astype(f.dtype)
    signed = np.where(y == 1, -f, f)
    nats = np.maximum(signed, 0) + np.log1p(np.exp(-np.abs(signed)))
    return (nats / np.log(2)).mean(), (np.exp(-np.logaddexp(0, -f)) - y) / f.size
""", "01_losses"),
    SubmissionVariant("−1 at the label before, as if labels began at 1", "one_hot_misplaced", """
def cross_entropy_loss(scores, y):
    n = scores.shape[0]
    z = scores - np.max(scores, axis=1).reshape(n, 1)
    logsum = np.log(np.sum(np.exp(z), axis=1))
    loss, grad = 0.0, np.zeros_like(scores)
    for i in range(n):
        loss += logsum[i] - z[i, y[i]]
        grad[i] = np.exp(z[i] - logsum[i])
        grad[i, y[i] - 1] -= 1
    return loss / n, grad / n
""", "01_losses"),
    SubmissionVariant("the gradient is p alone, class by class",
                      ("cross_entropy_one_hot_missing", "one_hot_missing"), """
def cross_entropy_loss(scores, y):
    n, k = scores.shape
    highest = scores.max(axis=1)
    logsum = highest + np.log(sum(np.exp(scores[:, j] - highest) for j in range(k)))
    loss = np.mean(logsum - np.choose(y, scores.T))
    dscores = np.stack([np.exp(scores[:, j] - logsum) for j in range(k)], axis=1)
    return loss, dscores / n
""", "01_losses"),
    SubmissionVariant("the loops never give the label its share",
                      ("hinge_correct_class_without_gradient", "label_entry_wrong"), """
def hinge_loss(scores, y, delta=1.0):
    n, k = scores.shape
    loss, dS = 0.0, np.zeros_like(scores)
    for i in range(n):
        for j in range(k):
            if j == y[i]:
                continue
            margin = scores[i, j] - scores[i, y[i]] + delta
            if margin > 0:
                loss += margin
                dS[i, j] += 1
    return loss / n, dS / n
""", "01_losses"),
    SubmissionVariant("the loss is a sum, the gradient a mean", "times_batch_size", """
def hinge_loss(scores, y, delta=1.0):
    picked = np.take_along_axis(scores, y[:, None], axis=1)
    wrong = np.arange(scores.shape[1]) != y[:, None]
    hinge = np.maximum(0, scores - picked + delta) * wrong
    open_ = (hinge > 0).astype(scores.dtype)
    grad = open_ - (~wrong) * open_.sum(axis=1, keepdims=True)
    return np.sum(hinge), grad / len(y)
""", "01_losses"),
    SubmissionVariant("the slope of a square without its 2", ("euclidean_gradient_two_missing", "halved"), """
def euclidean_loss(prediction, target):
    r = prediction - target
    n = r.shape[0]
    loss = 0
    grad = np.empty_like(r)
    for i in range(n):
        loss = loss + np.dot(r[i], r[i])
        grad[i] = r[i] / n
    return loss / n, grad
""", "01_losses"),
]  # fmt: skip
