"""The reference of 08 Visualization and its data against independent oracles: SciPy always, others where installed.

The master is a notebook; only its functions are taken, so that no plot is drawn here.
"""

import ast
import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

COURSE = Path(__file__).parents[2]
PRIVATE = COURSE / "solutions" / "08_visualization"
DATA = COURSE / "assignments" / "08_visualization" / "data"
# Sums of at most some hundred products of numbers of order 1, in another order.
ROUNDING = 1e-12


def load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arrays(name: str) -> dict[str, Any]:
    with np.load(DATA / name) as found:
        return {key: found[key] for key in found}


@pytest.fixture(scope="module")
def script() -> Any:
    return load(PRIVATE / "train_network.py")


@pytest.fixture(scope="module")
def master(script: Any) -> Any:
    return script.load_master("08_visualization", "visualization", **script.load_layers())


@pytest.fixture(scope="module")
def trustworthiness() -> Any:
    """What the hidden tests judge a map by."""
    tree = ast.parse((PRIVATE / "hidden" / "test_tsne.py").read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "trustworthiness"]
    names: dict[str, Any] = {"np": np}
    exec(compile(tree, "test_tsne.py", "exec"), names)
    return names["trustworthiness"]


@pytest.fixture(scope="module")
def digits() -> Any:
    found = arrays("digits.npz")
    return found["images"] / 16, found["labels"].astype(int)


@pytest.fixture
def rng() -> Any:
    return np.random.default_rng(8)


@pytest.fixture
def network(rng: Any) -> Any:
    return {
        "W1": rng.normal(size=(3, 2, 3, 3)), "b1": rng.normal(size=3),
        "W2": rng.normal(size=(5, 3, 3, 3)), "b2": rng.normal(size=5),
    }  # fmt: skip


def test_response_maps_are_those_of_scipy(master: Any, network: Any, rng: Any) -> None:
    correlate2d = pytest.importorskip("scipy.signal").correlate2d
    maximum_filter = pytest.importorskip("scipy.ndimage").maximum_filter
    image = rng.normal(size=(2, 7, 11))

    def layer(x: Any, w: Any, b: Any) -> Any:
        sums = [sum(correlate2d(c, k, "same") for c, k in zip(x, kernel, strict=True)) for kernel in w]
        return np.maximum(np.array(sums) + b[:, None, None], 0)

    first = layer(image, network["W1"], network["b1"])
    pooled = maximum_filter(first, size=(1, 2, 2), origin=(0, -1, -1))[:, :6:2, :10:2]
    second = layer(pooled, network["W2"], network["b2"])

    np.testing.assert_allclose(master.response_maps(network, image, 1), first, atol=ROUNDING)
    np.testing.assert_allclose(master.response_maps(network, image, 2), second, atol=ROUNDING)


def test_grad_cam_of_the_network_is_that_of_pytorch(master: Any, digits: Any) -> None:
    torch = pytest.importorskip("torch")
    params = {name: array.astype(float) for name, array in arrays("network.npz").items()}
    T = {name: torch.from_numpy(array) for name, array in params.items()}
    functional = torch.nn.functional

    for image, label in zip(digits[0][:20, None], digits[1][:20], strict=True):
        x = functional.relu(functional.conv2d(torch.from_numpy(image)[None], T["W1"], T["b1"], padding=1))
        A = functional.relu(functional.conv2d(functional.max_pool2d(x, 2), T["W2"], T["b2"], padding=1))
        A = A.detach().requires_grad_()
        hidden = functional.relu(functional.max_pool2d(A, 2).flatten(1) @ T["W3"] + T["b3"])
        (hidden @ T["W4"] + T["b4"])[0, label].backward()
        expected = functional.relu((A.grad.mean(dim=(2, 3), keepdim=True) * A).sum(dim=1))[0].detach().numpy()

        maps = master.response_maps(params, image, 2)
        found = master.grad_cam(maps, master.slopes(params, maps, label))

        np.testing.assert_allclose(found, expected, atol=ROUNDING)


def test_every_row_has_the_bandwidth_that_a_root_finder_gives(master: Any, rng: Any) -> None:
    optimize, entropy = pytest.importorskip("scipy.optimize"), pytest.importorskip("scipy.stats").entropy
    cdist = pytest.importorskip("scipy.spatial.distance").cdist
    X = rng.normal(size=(20, 4)) * np.exp(rng.normal(size=(20, 1)))

    C = master.conditional_affinities(X, 6.0)

    for i, row in enumerate(cdist(X, X, "sqeuclidean")):
        others = np.delete(row, i)

        def probabilities(log_beta: float, others: Any = others) -> Any:
            weights = np.exp(-np.exp(log_beta) * (others - others.min()))
            return weights / weights.sum()

        log_beta = optimize.brentq(lambda b: entropy(probabilities(b)) - np.log(6.0), -20, 20, xtol=1e-14)
        np.testing.assert_allclose(np.delete(C[i], i), probabilities(log_beta), atol=1e-9)
        assert C[i, i] == 0


def test_divergence_and_gradient_are_those_of_scipy(master: Any, rng: Any) -> None:
    rel_entr = pytest.importorskip("scipy.special").rel_entr
    pdist = pytest.importorskip("scipy.spatial.distance").pdist
    optimize = pytest.importorskip("scipy.optimize")
    pairs, Y = rng.random(28) * (rng.random(28) > 0.2), rng.normal(size=(8, 2))
    P = np.zeros((8, 8))
    P[np.triu_indices(8, 1)] = pairs / (2 * pairs.sum())
    P = P + P.T

    def divergence(flat: Any) -> Any:
        tails = 1 / (1 + pdist(flat.reshape(8, 2), "sqeuclidean"))
        return rel_entr(pairs / pairs.sum(), tails / tails.sum()).sum()

    kl, dY = master.tsne_gradient(P, Y)

    np.testing.assert_allclose(kl, divergence(Y.ravel()), atol=ROUNDING)
    # Central differences of step 1e-5: 1e-10 of truncation, 1e-11 of rounding, third derivatives of order 1.
    numeric = [(divergence(Y.ravel() + h) - divergence(Y.ravel() - h)) / 2e-5 for h in 1e-5 * np.eye(16)]
    np.testing.assert_allclose(dY.ravel(), numeric, atol=1e-8)
    assert optimize.approx_fprime(Y.ravel(), divergence).shape == (16,)


def test_trustworthiness_is_that_of_scikit_learn(trustworthiness: Any, digits: Any, rng: Any) -> None:
    theirs = pytest.importorskip("sklearn.manifold").trustworthiness
    X = digits[0].reshape(300, 64) + 1e-6 * rng.normal(size=(300, 64))  # no two distances alike: ties may go either way

    for Y in [rng.normal(size=(300, 2)), X[:, 20:22], X @ rng.normal(size=(64, 2)), X]:
        for neighbours in [1, 5, 12]:
            expected = theirs(X, Y, n_neighbors=neighbours)
            np.testing.assert_allclose(trustworthiness(X, Y, neighbours), expected, atol=ROUNDING)


def test_the_map_of_300_digits_can_be_trusted(master: Any, trustworthiness: Any, digits: Any) -> None:
    X = digits[0].reshape(300, 64)

    found = [trustworthiness(X, master.tsne(X, 30, 250, np.random.default_rng(seed)), 5) for seed in range(3)]

    assert min(found) >= 0.95  # .984 to .987 on 20 seeds; the two principal components .828


def test_the_map_is_as_good_as_that_of_scikit_learn(master: Any, digits: Any) -> None:
    manifold = pytest.importorskip("sklearn.manifold")
    X = digits[0].reshape(300, 64)

    ours = manifold.trustworthiness(X, master.tsne(X, 30, 250, np.random.default_rng(8)))
    theirs = manifold.trustworthiness(X, manifold.TSNE(perplexity=30, max_iter=500, random_state=8).fit_transform(X))

    assert ours >= theirs - 0.01  # a hundredth is what one of our seeds differs from another


def test_the_data_are_what_the_script_makes(script: Any) -> None:
    """Bytes would be asked too much: another numpy adds up in another order, which a training makes larger.

    Single precision alone is 6e-8; what thirty epochs make of the rounding of one addition stays far below 1e-2 of
    weights of order 0.1 to 1, unless a ReLU or a maximum tips over.
    """
    made = script.contents()

    for file, expected in made.items():
        kept = arrays(file)
        assert {name: (a.shape, a.dtype) for name, a in kept.items()} == {
            name: (a.shape, a.dtype) for name, a in expected.items()
        }
        for name in kept:
            np.testing.assert_allclose(kept[name], expected[name], atol=1e-2)
    assert sum((DATA / file).stat().st_size for file in made) < 100_000


def test_the_network_reads_digits_that_it_has_not_seen(script: Any, digits: Any) -> None:
    cnn = script.load_master("06_cnn", "cnn", **script.load_layers())
    model = cnn.SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(0))
    model.set_params(arrays("network.npz"))

    accuracy = np.mean(model.predict(digits[0][:, None]) == digits[1])

    assert accuracy >= 0.93  # .947; 06 finds .95 and more after learning from 1,300


def test_the_digits_explained_are_read_right(digits: Any) -> None:
    which = arrays("explained.npz")["which"]

    assert digits[1][which].tolist() == list(range(10))
