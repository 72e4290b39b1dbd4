"""Wrong submissions of 02_backprop, written without the diagnosis' rules."""

from tests.diagnosis.experiment.variant import SubmissionVariant

SUBMISSIONS = [
    SubmissionVariant("a flat copy, and one h in the denominator", ("numeric_not_halved", "doubled"), """
def numeric_gradient(f, x, h=1e-5, method="central"):
    shape = np.shape(x)
    flat = np.asarray(x, dtype=float).reshape(-1)
    out = []
    for k in range(flat.size):
        e = np.zeros(flat.size)
        e[k] = h
        right = f((flat + e).reshape(shape))
        left = f((flat if method == "forward" else flat - e).reshape(shape))
        out.append((right - left) / h)
    return np.array(out).reshape(shape)
""", "02_backprop"),
    SubmissionVariant("the earlier point minus the later one", "sign", """
def numeric_gradient(f, x, h=1e-5, method="central"):
    point = np.array(x, dtype=np.float64)
    grad = np.zeros_like(point)
    it = np.nditer(point, flags=["multi_index", "zerosize_ok"])
    for _ in it:
        i = it.multi_index
        up, down = point.copy(), point.copy()
        up[i] += h
        if method == "central":
            down[i] -= h
        grad[i] = (f(down) - f(up)) / (2 * h if method == "central" else h)
    return grad
""", "02_backprop"),
    SubmissionVariant("a preallocated (n, m) array", ("jacobian_transposed", "transposed"), """
def numeric_jacobian(f, x, h=1e-5):
    n, m = len(x), len(f(np.array(x, dtype=np.float64)))
    J = np.zeros((n, m))
    for row, direction in enumerate(np.eye(n)):
        J[row, :] = (f(x + h * direction) - f(x - h * direction)) / (2 * h)
    return J
""", "02_backprop"),
    SubmissionVariant("scales the rows of J, and adds along them", "wrong_axis", """
def vector_jacobian_product(J, upstream):
    weighted = J * upstream[:, np.newaxis]
    return np.sum(weighted, axis=1)
""", "02_backprop"),
    SubmissionVariant("einsum with its last two letters exchanged", ("linear_dW_transposed", "transposed"), """
def linear_backward(dout, cache):
    x, W = cache
    dx = np.einsum("nk,dk->nd", dout, W)
    dW = np.einsum("nd,nk->kd", x, dout)
    db = np.einsum("nk->k", dout)
    return dx, dW, db
""", "02_backprop"),
    SubmissionVariant("db alone is averaged", "divided_by_batch_size", """
def linear_backward(dout, cache):
    x, W = cache
    dW = sum(np.outer(x[n], dout[n]) for n in range(len(x)))
    return np.dot(dout, W.T), dW, np.mean(dout, axis=0)
""", "02_backprop"),
    SubmissionVariant("db adds from the second example on", "first_example_left_out", """
def linear_backward(dout, cache):
    x, W = cache
    db = np.zeros(W.shape[1], dout.dtype)
    for n in range(1, dout.shape[0]):
        db += dout[n]
    return dout.dot(W.T), x.T.dot(dout), db
""", "02_backprop"),
    SubmissionVariant("keeps x, and uses x(1 − x)", ("sigmoid_slope_at_the_input", "input_for_output"), """
def sigmoid_forward(x):
    return 0.5 * (1 + np.tanh(0.5 * x)), x


def sigmoid_backward(dout, cache):
    slope = cache - cache * cache
    return slope * dout
""", "02_backprop"),
    SubmissionVariant("1 + t² for 1 − t²", None, """
def tanh_backward(dout, cache):
    return dout + dout * np.square(cache)
""", "02_backprop"),
    SubmissionVariant("sets the gradient to 0 where x was positive", "mask_inverted", """
def relu_forward(x):
    return x * (x > 0), x


def relu_backward(dout, cache):
    dx = dout.copy()
    dx[cache > 0] = 0
    return dx
""", "02_backprop"),
    SubmissionVariant("ReLU applied to dout", ("relu_mask_from_dout", "wrong_mask"), """
def relu_backward(dout, cache):
    out, _ = relu_forward(dout)
    return out
""", "02_backprop"),
    SubmissionVariant("the product's gradient by a is grad · a", "multiply_gradients_swapped", """
class Multiply:
    def forward(self, a, b):
        self.saved = [np.asarray(a), np.asarray(b)]
        return self.saved[0] * self.saved[1]

    def backward(self, grad):
        results = []
        for x in self.saved:
            g = grad * x
            while np.ndim(g) > x.ndim:
                g = g.sum(axis=0)
            for axis in range(x.ndim):
                if x.shape[axis] == 1:
                    g = g.sum(axis=axis, keepdims=True)
            results.append(g)
        return tuple(results)
""", "02_backprop"),
    SubmissionVariant("da = b gradᵀ", "transposed", """
class MatMul:
    def forward(self, a, b):
        self.a = a
        self.b = b
        return np.dot(a, b)

    def backward(self, grad):
        da = np.dot(self.b, grad.T)
        db = np.dot(self.a.T, grad)
        return da, db
""", "02_backprop"),
    SubmissionVariant("Sum's value is a mean", "mean_for_sum", """
class Sum:
    def forward(self, a):
        self.like = np.asarray(a)
        return np.mean(a)

    def backward(self, grad):
        return (grad * np.ones(self.like.shape),)
""", "02_backprop"),
]  # fmt: skip
