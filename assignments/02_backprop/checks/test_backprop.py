"""Public checks of 02 Backpropagation, run by `autograder check`. They are worth no points.

Small numbers that you can work out by hand, many of them the lecture's or the handout's. Passing them is a start: the
hidden tests use other functions, sizes and graphs. Gradients are compared with differences of your own forward.
"""

import numpy as np
import pytest

from autograder import feedback, question


@question("numeric_gradient")
@feedback("(x − y)² has the slope 2(x − y): 4 at x = 3 for y = 1. Central differences of a square are exact.")
def test_slope_of_a_square(submission, expect_close):
    gradient = submission.numeric_gradient(lambda x: (x - 1.0) ** 2, np.array(3.0), h=0.5)

    expect_close(gradient, 4.0, what="the gradient")


@question("numeric_gradient")
@feedback("From x = 3 to 3.5, (x − 1)² grows from 4 to 6.25. What is that by unit of x?")
def test_forward_difference_of_a_square(submission, expect_close):
    gradient = submission.numeric_gradient(lambda x: (x - 1.0) ** 2, np.array(3.0), h=0.5, method="forward")

    expect_close(gradient, 4.5, what="the gradient")


@question("numeric_gradient")
@feedback("f = x₀·x₁·x₂ at (1, 2, 3): each partial derivative is the product of the other two.")
def test_gradient_of_a_product(submission, expect_close):
    gradient = submission.numeric_gradient(lambda x: x[0] * x[1] * x[2], np.array([1.0, 2.0, 3.0]))

    # Central differences are exact here, and rounding is 1e-16 divided by 1e-5.
    expect_close(gradient, [6.0, 3.0, 2.0], rtol=1e-8, what="the gradient")


@question("numeric_jacobian")
@feedback("f(x₀, x₁) = (x₀·x₁, x₀, x₁²) at (2, 3): a row for each of the three outputs, a column for each input.")
def test_jacobian_of_a_small_map(submission, expect_close):
    J = submission.numeric_jacobian(lambda x: np.array([x[0] * x[1], x[0], x[1] ** 2]), np.array([2.0, 3.0]))

    expect_close(J, [[3.0, 2.0], [1.0, 0.0], [0.0, 6.0]], rtol=1e-8, atol=1e-8, what="the Jacobian")


@question("numeric_jacobian")
@feedback("The second input takes part in outputs 0 and 2: 2·1 + 6·100 = 602.")
def test_gradient_through_a_jacobian(submission, expect_close):
    gradient = submission.vector_jacobian_product(
        np.array([[3.0, 2.0], [1.0, 0.0], [0.0, 6.0]]), np.array([1.0, 10.0, 100.0])
    )

    expect_close(gradient, [13.0, 602.0], what="the gradient")


@question("linear_layer")
@feedback("The example of the handout: two examples of two features, three outputs.")
def test_linear_layer_of_the_handout(submission, expect_close):
    x, W, b = np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([10.0, 0, 0])

    out, cache = submission.linear_forward(x, W, b)
    dx, dW, db = submission.linear_backward(np.array([[1.0, 0.0, 0.0], [0.0, 2.0, 1.0]]), cache)

    expect_close(out, [[11.0, 2.0, 0.0], [13.0, 0.0, 6.0]])
    expect_close(dx, [[1.0, 0.0], [2.0, 1.0]], what="dx")
    expect_close(dW, [[1.0, 6.0, 3.0], [2.0, 0.0, 0.0]], what="dW")
    expect_close(db, [1.0, 2.0, 1.0], what="db")


@question("linear_layer")
@feedback("Numeric gradients of your own forward disagree with your backward. Which of the three, and in what shape?")
def test_gradients_of_a_tiny_layer(submission, rng, check_gradient):
    x, W, b, dout = rng.normal(size=(2, 3)), rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=(2, 4))

    _, cache = submission.linear_forward(x, W, b)
    dx, dW, db = submission.linear_backward(dout, cache)

    check_gradient(submission.linear_forward, (x, W, b), (dx, dW, db), dout)


@question("activation_layers")
@feedback("Numeric gradients of your own forward disagree with your backward. Test it with a single number.")
@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh"])
def test_gradient_of_an_activation(submission, rng, check_gradient, name):
    x, dout = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    forward, backward = getattr(submission, f"{name}_forward"), getattr(submission, f"{name}_backward")

    _, cache = forward(x)
    dx = backward(dout, cache)

    check_gradient(forward, x, dx, dout)


@question("activation_layers")
@feedback("At 0 the sigmoid is ½ and its slope (1 − ½)·½; tanh is 0 with slope 1; ReLU leaves 2 as it is.")
def test_values_of_the_lecture(submission, expect_close):
    sigmoid, cache = submission.sigmoid_forward(np.array([0.0]))
    expect_close(sigmoid, [0.5], what="sigmoid")
    expect_close(submission.sigmoid_backward(np.array([8.0]), cache), [2.0], what="the gradient of sigmoid")

    tanh, cache = submission.tanh_forward(np.array([0.0]))
    expect_close(tanh, [0.0], atol=1e-12, what="tanh")
    expect_close(submission.tanh_backward(np.array([8.0]), cache), [8.0], what="the gradient of tanh")

    relu, cache = submission.relu_forward(np.array([-3.0, 2.0]))
    expect_close(relu, [0.0, 2.0], what="relu")
    expect_close(submission.relu_backward(np.array([8.0, 8.0]), cache), [0.0, 8.0], what="the gradient of relu")


@question("units")
@feedback("Two matrices of one size: nothing is broadcast yet. What does each input receive?")
def test_product_of_two_arrays(submission, expect_close):
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
    unit = submission.Multiply()

    expect_close(unit.forward(a, b), [[5.0, 12.0], [21.0, 32.0]])
    expect_close(unit.backward(np.ones((2, 2))), (b, a), what="the gradients")


@question("units")
@feedback("The row [10, 20] is added to two rows, so two gradients come back for each of its numbers.")
def test_a_row_added_to_a_matrix(submission, expect_close):
    unit = submission.Add()

    expect_close(unit.forward(np.zeros((2, 2)), np.array([10.0, 20.0])), [[10.0, 20.0], [10.0, 20.0]])
    dmatrix, drow = unit.backward(np.array([[1.0, 2.0], [3.0, 4.0]]))

    expect_close(dmatrix, [[1.0, 2.0], [3.0, 4.0]], what="the gradient of the matrix")
    expect_close(drow, [4.0, 6.0], what="the gradient of the row")


@question("units")
@feedback("backward returns a tuple, also where there is one input only.")
@pytest.mark.parametrize("name", ["Sigmoid", "ReLU", "Sum"])
def test_units_of_one_input(submission, name):
    unit = getattr(submission, name)()

    unit.forward(np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]]))
    gradients = unit.backward(np.array(2.0) if name == "Sum" else np.ones((2, 3)))

    assert len(gradients) == 1
    assert np.shape(gradients[0]) == (2, 3)


@question("graph")
@feedback("The example of the handout: L = (x + y)·x at x = 2, y = 3. Two paths lead from x to L.")
def test_graph_of_the_handout(submission, expect_close):
    graph = submission.Graph()
    x, y = graph.input(np.array(2.0)), graph.input(np.array(3.0))
    u = graph.add(submission.Add(), x, y)
    L = graph.add(submission.Multiply(), u, x)

    value = graph.forward(L)
    gradients = graph.backward(L)

    expect_close(value, 10.0, what="the value of L")
    expect_close(gradients[x], 7.0, what="the gradient of x")
    expect_close(gradients[y], 2.0, what="the gradient of y")


@question("graph")
@feedback("σ(w·x + b) at w = 2, x = 1, b = −2: σ'(0) = ¼ goes back through the sum and the product.")
def test_graph_of_a_neuron(submission, expect_close):
    graph = submission.Graph()
    w, x, b = (graph.input(np.array(value)) for value in (2.0, 1.0, -2.0))
    product = graph.add(submission.Multiply(), w, x)
    neuron = graph.add(submission.Sigmoid(), graph.add(submission.Add(), product, b))

    value = graph.forward(neuron)
    gradients = graph.backward(neuron)

    expect_close(value, 0.5, what="the value")
    expect_close((gradients[w], gradients[x], gradients[b]), (0.25, 0.5, 0.25), what="the gradients of w, x, b")


@question("mlp")
@feedback("One layer, all parameters 0: all scores are 0, each of the two classes has probability ½.")
def test_network_that_knows_nothing(submission, rng, expect_close):
    model = submission.MLP([2, 2], "tanh", rng)
    model.set_params({"W1": np.zeros((2, 2)), "b1": np.zeros(2)})

    loss, grads = model.loss(np.array([[1.0, 2.0]]), np.array([0]))

    expect_close(loss, np.log(2.0), what="the loss")
    expect_close(grads["b1"], [-0.5, 0.5], what="the gradient of b1")
    expect_close(grads["W1"], [[-0.5, 0.5], [-1.0, 1.0]], what="the gradient of W1")


@question("mlp")
@feedback("The last layer returns scores: x = 3 becomes relu(2·3 − 1) = 5, and then 5·1 + 0 and 5·(−1) + 2.")
def test_scores_of_a_tiny_network(submission, rng, expect_close):
    model = submission.MLP([1, 1, 2], "relu", rng)
    model.set_params(
        {"W1": np.array([[2.0]]), "b1": np.array([-1.0]), "W2": np.array([[1.0, -1.0]]), "b2": np.array([0.0, 2.0])}
    )

    expect_close(model.forward(np.array([[3.0]])), [[5.0, -3.0]], what="the scores")
    expect_close(model.predict(np.array([[3.0]])), [0], what="the label")


@question("mlp")
@feedback(
    "Numeric gradients of your own loss disagree with grads. Begin with the last layer: everything else needs it."
)
def test_gradients_of_a_tiny_network(submission, rng, check_gradient):
    shapes = {"W1": (1, 2), "b1": (2,), "W2": (2, 2), "b2": (2,)}
    params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    X, y = rng.normal(size=(5, 1)), rng.integers(2, size=5)
    model = submission.MLP([1, 2, 2], "tanh", rng)

    def loss(*values):
        model.set_params(dict(zip(shapes, values, strict=True)))
        return model.loss(X, y)[0]

    model.set_params(params)
    _, grads = model.loss(X, y)

    check_gradient(loss, tuple(params.values()), tuple(grads[name] for name in shapes))
