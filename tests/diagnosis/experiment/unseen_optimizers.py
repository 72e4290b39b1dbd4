"""Wrong submissions of 03_optimizers, written without the diagnosis' rules."""

from tests.diagnosis.experiment.variant import SubmissionVariant

SUBMISSIONS = [
    SubmissionVariant("subtracts the step times minus the gradient", "descent_ascends", """
def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    x, points, k = np.copy(x0), [np.copy(x0)], 0
    while k < iterations:
        direction = -gradient(x)
        if np.sqrt(np.sum(direction**2)) <= tolerance:
            break
        x = x - step_size * direction
        points.append(x)
        k += 1
    return np.vstack(points)
""", "03_optimizers"),
    SubmissionVariant("a while loop that appends after the step only", "descent_start_left_out", """
def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    path = np.empty((0, len(x0)), x0.dtype)
    here, g = x0, gradient(x0)
    while len(path) < iterations and np.linalg.norm(g) > tolerance:
        here = here - step_size * g
        path = np.concatenate([path, here[None]])
        g = gradient(here)
    return path
""", "03_optimizers"),
    SubmissionVariant("counts the start among the iterations", "too_few_at_end", """
def gradient_descent(gradient, x0, step_size, iterations, tolerance=0.0):
    xs = [x0]
    for _ in range(1, iterations):
        g = gradient(xs[-1])
        if np.sqrt(g @ g) <= tolerance:
            return np.array(xs)
        xs.append(xs[-1] - step_size * g)
    return np.array(xs)
""", "03_optimizers"),
    SubmissionVariant("one over the largest eigenvalue, from a power iteration", ("stable_step_half", "halved"), """
def largest_stable_step(hessian):
    v = np.arange(1.0, len(hessian) + 1)
    for _ in range(5000):
        v = hessian @ v
        v = v / np.sqrt(v @ v)
    return 1.0 / (v @ hessian @ v)
""", "03_optimizers"),
    SubmissionVariant("the trace for the largest eigenvalue", None, """
def largest_stable_step(hessian):
    return 2.0 / np.trace(hessian)
""", "03_optimizers"),
    SubmissionVariant("falls by the same amount for ever", "decay_goes_on", """
def linear_decay(k, eps0, eps_tau, tau):
    drop_per_step = (eps0 - eps_tau) / tau
    return eps0 - k * drop_per_step
""", "03_optimizers"),
    SubmissionVariant("whole batches only, by a reshape", "batches_last_dropped", """
def minibatches(X, y, batch_size, rng):
    index = np.arange(len(y))
    rng.shuffle(index)
    count = len(y) // batch_size
    for rows in index[: count * batch_size].reshape(count, batch_size):
        yield X[rows], y[rows]
""", "03_optimizers"),
    SubmissionVariant("permutes X, then permutes y", "batches_shuffled_apart", """
def minibatches(X, y, batch_size, rng):
    A, b = rng.permutation(X, axis=0), rng.permutation(y)
    cuts = range(batch_size, len(X), batch_size)
    yield from zip(np.split(A, cuts), np.split(b, cuts))
""", "03_optimizers"),
    SubmissionVariant("walks with every try and returns where it stands", "search_returns_the_last", """
def random_search(f, x0, scale, iterations, rng):
    noise = scale * rng.standard_normal((iterations, x0.size))
    lowest, x = f(x0), x0.copy()
    for e in noise:
        x = x + e
        lowest = min(lowest, f(x))
    return x
""", "03_optimizers"),
    SubmissionVariant("the new gradient weighs 1 − μ", "sgd_velocity_is_a_mean", """
class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.mu, self.ahead = lr, momentum, nesterov
        self.m = None

    def step(self, params, grads):
        if self.m is None:
            self.m = {k: 0 * g for k, g in grads.items()}
        new = {}
        for k in params:
            self.m[k] = self.mu * self.m[k] + (1 - self.mu) * grads[k]
            move = self.mu * self.m[k] + (1 - self.mu) * grads[k] if self.ahead else self.m[k]
            new[k] = params[k] - self.lr * move
        return new
""", "03_optimizers"),
    SubmissionVariant("a look ahead that leaves the gradient behind", "sgd_nesterov_without_the_gradient", """
class SGD:
    def __init__(self, lr, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.state = {}

    def step(self, params, grads):
        result = {}
        for key in params:
            if key not in self.state:
                self.state[key] = np.zeros_like(params[key])
            self.state[key] = self.momentum * self.state[key] + self.lr * grads[key]
            change = self.state[key]
            if self.nesterov:
                change = self.momentum * change
            result[key] = params[key] - change
        return result
""", "03_optimizers"),
    SubmissionVariant("the sum of squares without its root, eps beside it", "adagrad_without_the_root", """
class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps, self.history = lr, eps, []

    def step(self, params, grads):
        self.history.append({k: np.square(g) for k, g in grads.items()})
        rates = {k: self.lr / (self.eps + sum(past[k] for past in self.history)) for k in grads}
        return {k: params[k] - rates[k] * grads[k] for k in params}
""", "03_optimizers"),
    SubmissionVariant("AdaGrad divides by the root of the mean square so far", None, """
class AdaGrad:
    def __init__(self, lr, eps=1e-8):
        self.lr, self.eps, self.total, self.steps = lr, eps, {}, 0

    def step(self, params, grads):
        self.steps += 1
        out = {}
        for k, g in grads.items():
            self.total[k] = self.total.get(k, 0) + g * g
            out[k] = params[k] - self.lr * g / (np.sqrt(self.total[k] / self.steps) + self.eps)
        return out
""", "03_optimizers"),
    SubmissionVariant("moves the mean by the share ρ", "rmsprop_weights_swapped", """
class RMSProp:
    def __init__(self, lr, decay=0.9, eps=1e-8):
        self.lr, self.rho, self.eps, self.ms = lr, decay, eps, {}

    def step(self, params, grads):
        out = dict(params)
        for k in grads:
            old = self.ms.setdefault(k, np.zeros_like(grads[k]))
            self.ms[k] = old + self.rho * (grads[k] ** 2 - old)
            out[k] = params[k] - self.lr / (self.eps + self.ms[k] ** 0.5) * grads[k]
        return out
""", "03_optimizers"),
    SubmissionVariant("corrected moments computed, the plain ones used", "adam_without_correction", """
class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def step(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(p) for k, p in params.items()}
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        self.t += 1
        new = {}
        for k, g in grads.items():
            self.m[k] = self.m[k] + (1 - self.b1) * (g - self.m[k])
            self.v[k] = self.v[k] + (1 - self.b2) * (g * g - self.v[k])
            mt = self.m[k] / (1 - self.b1**self.t)
            vt = self.v[k] / (1 - self.b2**self.t)
            new[k] = params[k] - self.lr * self.m[k] / (np.sqrt(self.v[k]) + self.eps)
        return new
""", "03_optimizers"),
    SubmissionVariant("Adam with a rate that falls like 1/√t", None, """
class Adam:
    def __init__(self, lr, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.betas, self.eps, self.t, self.state = lr, (beta1, beta2), eps, 0, {}

    def step(self, params, grads):
        self.t += 1
        b1, b2 = self.betas
        rate = self.lr / np.sqrt(self.t)
        new = {}
        for k, g in grads.items():
            m, v = self.state.get(k, (0.0, 0.0))
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * np.square(g)
            self.state[k] = m, v
            new[k] = params[k] - rate * (m / (1 - b1**self.t)) / (np.sqrt(v / (1 - b2**self.t)) + self.eps)
        return new
""", "03_optimizers"),
    SubmissionVariant("minus the inverse times minus the gradient", "newton_adds_the_step", """
def newton_step(x, gradient, hessian):
    inverse = np.linalg.inv(hessian)
    step = np.zeros_like(x)
    for i in range(len(x)):
        step[i] = np.sum(inverse[i] * -gradient)
    return x - step
""", "03_optimizers"),
    SubmissionVariant("multiplied out, with the term ρ² (yᵀHy) ssᵀ forgotten", None, """
def bfgs_update(H, s, y):
    curvature = s @ y
    Hy = H @ y
    cross = np.outer(s, Hy) + np.outer(Hy, s)
    return H - cross / curvature + np.outer(s, s) / curvature
""", "03_optimizers"),
    SubmissionVariant("the two loops by index, between them H₀ = I", "lbfgs_without_scaling", """
def lbfgs_direction(gradient, s_list, y_list):
    m = len(s_list)
    rho = [1.0 / np.dot(y_list[i], s_list[i]) for i in range(m)]
    alpha = np.zeros(m)
    d = -gradient
    for i in range(m - 1, -1, -1):
        alpha[i] = rho[i] * np.dot(s_list[i], d)
        d = d - alpha[i] * y_list[i]
    for i in range(m):
        beta = rho[i] * np.dot(y_list[i], d)
        d = d + (alpha[i] - beta) * s_list[i]
    return d
""", "03_optimizers"),
    SubmissionVariant("np.mean of a list of batch losses", "train_averages_batches", """
def train(loss_and_grads, params, X, y, optimizer, batch_size, epochs, rng):
    history = []
    current = {k: v.copy() for k, v in params.items()}
    for epoch in range(epochs):
        seen = []
        order = rng.permutation(len(X))
        for rows in np.split(order, range(batch_size, len(X), batch_size)):
            value, grads = loss_and_grads(current, X[rows], y[rows])
            seen.append(value)
            current = optimizer.step(current, grads)
        history.append(np.mean(seen))
    return current, history
""", "03_optimizers"),
]  # fmt: skip
