"""Wrong graphs and networks of 02_backprop, written without the diagnosis' rules."""

from tests.diagnosis.experiment.variant import SubmissionVariant

SUBMISSIONS = [
    SubmissionVariant("sorts by recursion, then assigns for +=", "graph_second_path_overwrites", """
class Graph:
    def __init__(self):
        self.unit, self.below, self.value = {}, {}, {}

    def _new(self, unit, below, value):
        name = f"n{len(self.unit)}"
        self.unit[name], self.below[name], self.value[name] = unit, below, value
        return name

    def input(self, value):
        return self._new(None, [], np.array(value))

    def add(self, unit, *parents):
        return self._new(unit, list(parents), None)

    def _sorted(self, node, seen, order):
        if node not in seen:
            seen.add(node)
            for p in self.below[node]:
                self._sorted(p, seen, order)
            order.append(node)
        return order

    def forward(self, node):
        for n in self._sorted(node, set(), []):
            if self.unit[n] is not None:
                self.value[n] = self.unit[n].forward(*[self.value[p] for p in self.below[n]])
        return self.value[node]

    def backward(self, node):
        grads = {n: np.zeros_like(v) for n, v in self.value.items() if self.unit[n] is None}
        grads[node] = np.ones_like(self.value[node])
        for n in self._sorted(node, set(), [])[::-1]:
            if self.unit[n] is not None:
                for p, g in zip(self.below[n], self.unit[n].backward(grads[n])):
                    grads[p] = g
        return {n: grads[n] for n in self.unit if self.unit[n] is None}
""", "02_backprop"),
    SubmissionVariant("each unit's own slope, without what came from above", "upstream_ignored", """
class Graph:
    def __init__(self):
        self.steps, self.vals = [], []

    def input(self, value):
        self.steps.append(None)
        self.vals.append(np.asarray(value))
        return len(self.vals) - 1

    def add(self, unit, *parents):
        self.steps.append((unit, parents))
        self.vals.append(None)
        return len(self.vals) - 1

    def forward(self, node):
        for k in range(node + 1):
            if self.steps[k]:
                unit, parents = self.steps[k]
                self.vals[k] = unit.forward(*(self.vals[p] for p in parents))
        return self.vals[node]

    def backward(self, node):
        total = {k: np.zeros(np.shape(v)) for k, v in enumerate(self.vals)}
        reached = {node}
        for k in range(node, -1, -1):
            if self.steps[k] and k in reached:
                unit, parents = self.steps[k]
                for p, g in zip(parents, unit.backward(np.ones_like(self.vals[k]))):
                    total[p] = total[p] + g
                    reached.add(p)
        return {k: total[k] for k, step in enumerate(self.steps) if step is None}
""", "02_backprop"),
    SubmissionVariant("ReLU's network returns rectified scores, layers in a list", "mlp_last_layer_activated", """
class MLP:
    def __init__(self, sizes, activation, rng):
        self.kind = activation
        self.depth = len(sizes) - 1
        self.params = {}
        for k, (fan_in, fan_out) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
            self.params["W%d" % k] = rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)
            self.params["b%d" % k] = np.zeros(fan_out)

    def set_params(self, params):
        self.params = {k: np.copy(v) for k, v in params.items()}

    def _act(self, z):
        value, slope = _ACTIVATIONS[self.kind]
        out = value(z)
        return out, slope(out)

    def _run(self, X):
        h, tape = X, []
        for k in range(1, self.depth + 1):
            out, slope = self._act(h @ self.params["W%d" % k] + self.params["b%d" % k])
            tape.append((h, slope))
            h = out
        return h, tape

    def forward(self, X):
        return self._run(X)[0]

    def loss(self, X, y):
        scores, tape = self._run(X)
        loss, d = _softmax_cross_entropy(scores, y)
        grads = {}
        for k in range(self.depth, 0, -1):
            h, slope = tape[k - 1]
            d = d * slope
            grads["W%d" % k], grads["b%d" % k] = h.T @ d, d.sum(0)
            d = d @ self.params["W%d" % k].T
        return loss, grads

    def predict(self, X):
        return np.argmax(self.forward(X), axis=-1)
""", "02_backprop"),
    SubmissionVariant("the sigmoid's slope, whatever the activation", None, """
class MLP:
    def __init__(self, sizes, activation, rng):
        functions = {"relu": lambda z: z * (z > 0), "tanh": np.tanh, "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2}
        self.f = functions[activation]
        self.L = len(sizes) - 1
        self.params = {}
        for l in range(self.L):
            self.params[f"W{l + 1}"] = rng.normal(0, 0.3, (sizes[l], sizes[l + 1]))
            self.params[f"b{l + 1}"] = np.zeros(sizes[l + 1])

    def set_params(self, params):
        self.params = {k: np.array(v) for k, v in params.items()}

    def _activations(self, X):
        hs = [X]
        for l in range(1, self.L):
            hs.append(self.f(np.dot(hs[-1], self.params[f"W{l}"]) + self.params[f"b{l}"]))
        return hs

    def forward(self, X):
        return np.dot(self._activations(X)[-1], self.params[f"W{self.L}"]) + self.params[f"b{self.L}"]

    def loss(self, X, y):
        hs = self._activations(X)
        loss, delta = _softmax_cross_entropy(self.forward(X), y)
        grads = {}
        for l in range(self.L, 0, -1):
            h = hs[l - 1]
            grads[f"W{l}"] = np.dot(h.T, delta)
            grads[f"b{l}"] = np.sum(delta, axis=0)
            delta = np.dot(delta, self.params[f"W{l}"].T) * h * (1 - h)
        return loss, grads

    def predict(self, X):
        return np.argmax(self.forward(X), axis=1)
""", "02_backprop"),
    SubmissionVariant("softmax minus one-hot, never divided by N, on a tape", "mlp_gradient_not_averaged", """
class MLP:
    def __init__(self, sizes, activation, rng):
        self.activation = activation
        shapes = list(zip(sizes[:-1], sizes[1:]))
        self.params = {f"W{i}": rng.normal(size=s) * s[0] ** -0.5 for i, s in enumerate(shapes, 1)}
        self.params.update({f"b{i}": np.zeros(s[1]) for i, s in enumerate(shapes, 1)})
        self.count = len(shapes)

    def set_params(self, params):
        self.params = {key: params[key].copy() for key in params}

    def forward(self, X):
        self.tape = []
        h = X
        for i in range(1, self.count + 1):
            h, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            self.tape.append(("linear", cache))
            if i < self.count:
                h, cache = {"relu": relu_forward, "tanh": tanh_forward, "sigmoid": sigmoid_forward}[self.activation](h)
                self.tape.append((self.activation, cache))
        return h

    def loss(self, X, y):
        scores = self.forward(X)
        n = len(y)
        p = np.exp(scores - scores.max(1)[:, None])
        p /= p.sum(1)[:, None]
        loss = -np.log(p[range(n), y]).sum() / n
        p[range(n), y] -= 1.0
        backwards = {"relu": relu_backward, "tanh": tanh_backward, "sigmoid": sigmoid_backward}
        grads, i = {}, self.count
        for kind, cache in self.tape[::-1]:
            if kind == "linear":
                p, grads[f"W{i}"], grads[f"b{i}"] = linear_backward(p, cache)
                i -= 1
            else:
                p = backwards[kind](p, cache)
        return loss, grads

    def predict(self, X):
        return self.forward(X).argmax(-1)
""", "02_backprop"),
]  # fmt: skip
