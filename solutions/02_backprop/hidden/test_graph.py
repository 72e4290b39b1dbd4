"""Units, and graphs of units against a plain evaluation of the same formula.

The evaluation below is independent of the reference: numpy's own functions, in the order in which nodes were added.
Its numeric gradient is what gradients are compared with. Graphs drawn at random are compared with the reference's, as
some of their gradients may be zero, which no difference can prove.
"""

import numpy as np
import pytest

from autograder import feedback, question

FUNCTIONS = {
    "Add": np.add,
    "Multiply": np.multiply,
    "MatMul": np.matmul,
    "Sigmoid": lambda a: 1 / (1 + np.exp(-a)),
    "ReLU": lambda a: np.maximum(a, 0),
    "Sum": np.sum,
}


# Of the inputs of each unit, where nothing is broadcast.
SHAPES = {
    "Add": [(3, 5), (3, 5)],
    "Multiply": [(3, 5), (3, 5)],
    "MatMul": [(3, 5), (5, 2)],
    "Sigmoid": [(3, 5)],
    "ReLU": [(3, 5)],
    "Sum": [(3, 5)],
}


def value_of_unit(*inputs, unit):
    """What a unit computes."""
    return FUNCTIONS[unit](*inputs)


def differentiate(submission, unit, inputs, upstream):
    """A fresh unit of the submission, forward and backward: its value and its gradients."""
    instance = getattr(submission, unit)()
    out = instance.forward(*inputs)
    return out, instance.backward(upstream)


@question("units", points=0.5)
@feedback("One entry of one input: in which entries of the output does it take part, and with what factor?")
@pytest.mark.parametrize("unit", SHAPES)
def test_value_and_gradients(submission, rng, expect_close, check_gradient, unit):
    inputs = tuple(rng.normal(size=shape) for shape in SHAPES[unit])
    expected = value_of_unit(*inputs, unit=unit)
    upstream = rng.normal(size=expected.shape)

    out, gradients = differentiate(submission, unit, inputs, upstream)

    expect_close(out, expected)
    check_gradient(value_of_unit, inputs, gradients, upstream, unit=unit)


@question("units", points=0.5)
@feedback(
    "numpy repeated the smaller array to fit the larger one. Each copy receives a gradient of its own; which axes were "
    "repeated, and what shape must the gradient have in the end?"
)
@pytest.mark.parametrize("unit", ["Add", "Multiply"])
@pytest.mark.parametrize("shapes", [((3, 5), (5,)), ((3, 1), (2, 1, 5))], ids=["a row", "two columns"])
def test_broadcasting_is_undone(submission, rng, expect_close, check_gradient, unit, shapes):
    inputs = tuple(rng.normal(size=shape) for shape in shapes)
    expected = value_of_unit(*inputs, unit=unit)
    upstream = rng.normal(size=expected.shape)

    out, gradients = differentiate(submission, unit, inputs, upstream)

    expect_close(out, expected)
    check_gradient(value_of_unit, inputs, gradients, upstream, unit=unit)


@question("units", points=1)
@feedback("Two units of one class are two nodes of a graph. Where does each keep what it needs for its backward?")
def test_each_unit_remembers_its_own_inputs(submission, rng, expect_close):
    a, b, c, d, upstream = (rng.normal(size=(3, 5)) for _ in range(5))
    first, second = submission.Multiply(), submission.Multiply()

    first.forward(a, b)
    second.forward(c, d)
    gradients = first.backward(upstream)

    expect_close(gradients, (upstream * b, upstream * a), what="the gradients of the unit that was used first")


def build(module, values, structure):
    """A graph of the submission or the reference, and the ids of its nodes.

    ``structure`` lists for each node that is no input the unit and the positions of its parents; inputs come first.
    """
    graph = module.Graph()
    nodes = [graph.input(value) for value in values]
    for unit, *parents in structure:
        nodes.append(graph.add(getattr(module, unit)(), *(nodes[parent] for parent in parents)))
    return graph, nodes


def evaluate(*values, structure):
    """The value of the last node."""
    found = list(values)
    for unit, *parents in structure:
        found.append(FUNCTIONS[unit](*(found[parent] for parent in parents)))
    return found[-1]


def run(module, values, structure):
    """Build a graph and use it: the value of its last node, and a gradient for each input."""
    graph, nodes = build(module, values, structure)
    out = graph.forward(nodes[-1])
    gradients = graph.backward(nodes[-1])
    return out, tuple(gradients[node] for node in nodes[: len(values)])


@question("graph", points=1)
@feedback("A chain has one path. What does each unit give to its backward, and where does that go next?")
def test_a_chain_of_units(submission, rng, expect_close, check_gradient):
    values = [rng.normal(size=(3, 5)), rng.normal(size=(5, 7)), rng.normal(size=(3, 7))]
    structure = [("MatMul", 0, 1), ("ReLU", 3), ("Sigmoid", 4), ("Multiply", 5, 2), ("Sum", 6)]

    out, gradients = run(submission, values, structure)

    expect_close(out, evaluate(*values, structure=structure), what="the value")
    check_gradient(evaluate, tuple(values), gradients, structure=structure)


# The node 4 = σ(x)·w feeds the last unit but one at once, and by way of two others: whoever passes on its gradient
# before all of it has arrived is wrong in one order of the parents at least, depth first or breadth first.
@question("graph", points=1)
@feedback(
    "A node feeds a unit at once, and another one by a detour. Write down in which order gradients reach it, and when "
    "it passes them on. What happens to the first when the second arrives?"
)
@pytest.mark.parametrize("last", [(4, 6), (6, 4)], ids=["detour second", "detour first"])
def test_paths_of_different_length(submission, rng, expect_close, check_gradient, last):
    values = [rng.normal(size=(2, 3)) for _ in range(3)]
    structure = [("Sigmoid", 0), ("Multiply", 3, 1), ("Sigmoid", 4), ("Multiply", 5, 2), ("Add", *last), ("Sum", 7)]

    out, gradients = run(submission, values, structure)

    expect_close(out, evaluate(*values, structure=structure), what="the value")
    check_gradient(evaluate, tuple(values), gradients, structure=structure)


def random_structure(rng, inputs, units):
    """Units wired at random to nodes before them; all that nothing uses is added up in the end.

    Of more units than inputs some share a parent, so that there are several paths, whatever is drawn.
    """
    structure = []
    for node in range(inputs, inputs + units):
        unit = str(rng.choice(["Add", "Multiply", "Multiply", "Sigmoid", "ReLU"]))
        parents = rng.integers(node, size=2 if unit in ("Add", "Multiply") else 1)
        structure.append((unit, *map(int, parents)))
    used = {parent for _, *parents in structure for parent in parents}
    last, *others = [node for node in range(inputs + units) if node not in used]
    for other in others:
        structure.append(("Add", last, other))
        last = inputs + len(structure) - 1
    return [*structure, ("Sum", last)]


@question("graph", points=1)
@feedback(
    "Draw a small graph in which a node feeds three others, and one that uses a node twice, and follow your backward "
    "with a pencil. Is every path counted, and counted once?"
)
@pytest.mark.parametrize("units", [7, 13])
def test_graphs_drawn_at_random(submission, reference, rng, expect_close, units):
    values = [rng.normal(size=(2, 3)) for _ in range(4)]
    structure = random_structure(rng, 4, units)

    out, gradients = run(submission, values, structure)

    expected = run(reference, values, structure)
    expect_close(out, expected[0], what="the value")
    expect_close(gradients, expected[1], what="the gradients")


@question("graph", points=1)
@feedback("If the output does not depend on an input, how does it change when that input changes?")
def test_inputs_that_are_not_reached(submission, rng, expect_close):
    graph = submission.Graph()
    x, unused = graph.input(rng.normal(size=(3, 5))), graph.input(rng.normal(size=(2, 7)))
    beside = graph.input(rng.normal(size=(3, 5)))
    graph.add(submission.Multiply(), x, beside)
    out = graph.add(submission.Sum(), x)

    graph.forward(out)
    gradients = graph.backward(out)

    expect_close(gradients[x], np.ones((3, 5)), what="the gradient of the input that is used")
    expect_close(gradients[unused], np.zeros((2, 7)), what="the gradient of an input that nothing uses")
    expect_close(gradients[beside], np.zeros((3, 5)), what="the gradient of an input that another node uses")


@question("graph", points=1)
@feedback("Call forward and backward twice, and then for another node. What is still there from the time before?")
def test_a_graph_is_used_again(submission, rng, expect_close):
    x, y = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    graph = submission.Graph()
    a, b = graph.input(x), graph.input(y)
    product = graph.add(submission.Sum(), graph.add(submission.Multiply(), a, b))

    for _ in range(2):
        expect_close(graph.forward(product), (x * y).sum(), what="the value")
        gradients = graph.backward(product)
        expect_close((gradients[a], gradients[b]), (y, x), what="the gradients")

    square = graph.add(submission.Sum(), graph.add(submission.Multiply(), a, a))
    expect_close(graph.forward(square), (x * x).sum(), what="the value of a node added later")
    gradients = graph.backward(square)
    expect_close((gradients[a], gradients[b]), (2 * x, 0 * y), what="the gradients of a node added later")

    graph.forward(product)
    gradients = graph.backward(product)
    expect_close((gradients[a], gradients[b]), (y, x), what="the gradients of the first node again")


# 2³⁰ paths lead down this ladder: h ← h + h·c, thirty times.
@question("graph", points=1)
@feedback("A ladder of n rungs has 2ⁿ paths, but only 2n nodes. How often does your code visit each node?")
def test_a_ladder_of_thirty_rungs(submission, rng, expect_close):
    x, c = rng.normal(size=(2, 3)), rng.uniform(-0.5, 0.5, size=(2, 3))
    graph = submission.Graph()
    rung = bottom = graph.input(x)
    factor = graph.input(c)
    for _ in range(30):
        rung = graph.add(submission.Add(), rung, graph.add(submission.Multiply(), rung, factor))
    top = graph.add(submission.Sum(), rung)

    value = graph.forward(top)
    gradients = graph.backward(top)

    expect_close(value, (x * (1 + c) ** 30).sum(), what="the value")
    expect_close(gradients[bottom], (1 + c) ** 30, what="the gradient of the lowest rung")
    expect_close(gradients[factor], 30 * x * (1 + c) ** 29, what="the gradient of the factor")
