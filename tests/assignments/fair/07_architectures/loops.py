"""Own layers as plain loops instead of the imported ones, lists for tuples, float64 throughout, other shapes of db."""

import numpy as np


def output_shapes(layers, input_shape):
    shapes, shape = [], list(input_shape)
    for layer in layers:
        if layer[0] in ("conv", "pool"):
            size, stride, padding = layer[-4:-1] if layer[0] == "conv" else layer[1:]
            sides = []
            for side in shape[1:]:
                count, begin = 0, -padding
                while begin + size <= side + padding:
                    count, begin = count + 1, begin + stride
                sides.append(np.int64(count))
            shape = [layer[1] if layer[0] == "conv" else shape[0], *sides]
        elif layer[0] == "flatten":
            shape = [np.prod(shape)]
        elif layer[0] == "fc":
            shape = [layer[1]]
        shapes.append(shape)
    return shapes


def count_parameters(layers, input_shape):
    print("counting")
    total = 0.0
    for i, layer in enumerate(layers):
        before = output_shapes(layers[:i], input_shape)[-1] if i else input_shape
        if layer[0] == "conv":
            per_group = (layer[1] / layer[5]) * (before[0] / layer[5]) * layer[2] ** 2
            total += layer[5] * per_group + layer[1]
        if layer[0] == "fc":
            total += layer[1] * before[0] + layer[1]
    return total


def own_convolution(x, w, b, padding):
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    size = w.shape[2]
    out = np.zeros((len(x), len(w), x.shape[2] - size + 1, x.shape[3] - size + 1))
    for i, j in np.ndindex(out.shape[2:]):
        window = x[:, :, i : i + size, j : j + size]
        out[:, :, i, j] = np.tensordot(window, w, axes=((1, 2, 3), (1, 2, 3))) + b
    return out


def own_gradients(dout, x, w, padding):
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    dpadded, dw, size = np.zeros(padded.shape), np.zeros(w.shape), w.shape[2]
    for i, j in np.ndindex(dout.shape[2:]):
        place = (slice(None), slice(None), slice(i, i + size), slice(j, j + size))
        dw += np.tensordot(dout[:, :, i, j], padded[place], axes=(0, 0))
        dpadded[place] += np.tensordot(dout[:, :, i, j], w, axes=1)
    rows, columns = x.shape[2:]
    return dpadded[:, :, padding : padding + rows, padding : padding + columns], dw, dout.sum((0, 2, 3))


def residual_forward(x, params):
    a1 = own_convolution(x, params["W1"], params["b1"], 1)
    h = a1 * (a1 >= 0)
    a2 = own_convolution(h, params["W2"], params["b2"], 1)
    a2 += own_convolution(x, params["Ws"], params["bs"], 0) if params.get("Ws") is not None else x
    return np.where(a2 >= 0, a2, 0), {"x": x, "a1": a1, "h": h, "a2": a2, **params}


def residual_backward(dout, cache):
    dout *= cache["a2"] >= 0  # writes into the upstream gradient: a warning at most
    grads = {}
    dh, grads["W2"], grads["b2"] = own_gradients(dout, cache["h"], cache["W2"], 1)
    dx, grads["W1"], grads["b1"] = own_gradients(dh * (cache["a1"] >= 0), cache["x"], cache["W1"], 1)
    if "Ws" in cache:
        dskip, grads["Ws"], dbs = own_gradients(dout, cache["x"], cache["Ws"], 0)
        grads["bs"] = dbs.reshape(1, -1)  # (1, F): a warning at most
        return [dx + dskip, grads]
    return [dx + dout, grads]


def inception_forward(x, params):
    rows, columns = x.shape[2:]
    pooled, picked = np.zeros(x.shape), np.zeros((*x.shape, 2), int)
    for n, c, i, j in np.ndindex(x.shape):
        places = [
            (u, v) for u in range(max(i - 1, 0), min(i + 2, rows)) for v in range(max(j - 1, 0), min(j + 2, columns))
        ]
        best = max(places, key=lambda place: x[n, c, place[0], place[1]])
        pooled[n, c, i, j], picked[n, c, i, j] = x[n, c, best[0], best[1]], best
    out = [
        own_convolution(x, params["W1"], params["b1"], 0),
        own_convolution(x, params["W3"], params["b3"], 1),
        own_convolution(x, params["W5"], params["b5"], 2),
        own_convolution(pooled, params["Wp"], params["bp"], 0),
    ]
    return np.concatenate(out, 1), (x, pooled, picked, params)


def inception_backward(dout, cache):
    x, pooled, picked, params = cache
    widths = [len(params["b" + name]) for name in "135p"]
    parts = np.split(dout, np.cumsum(widths)[:-1], axis=1)
    grads, dx = {}, np.zeros(x.shape)
    for name, part, padding in zip("135p", parts, [0, 1, 2, 0], strict=True):
        image = pooled if name == "p" else x
        dimage, grads["W" + name], grads["b" + name] = own_gradients(part, image, params["W" + name], padding)
        if name != "p":
            dx += dimage
        else:
            for n, c, i, j in np.ndindex(x.shape):
                u, v = picked[n, c, i, j]
                dx[n, c, u, v] += dimage[n, c, i, j]
    return dx, grads


def auxiliary_loss(main, auxiliary, weight):
    total = np.array(main)
    for each in auxiliary:
        total = total + weight * each
    return total


def dense_forward(x, params):
    maps, inputs, i = [np.array(x, dtype=float)], [], 1
    while f"W{i}" in params:
        inputs.append(np.concatenate(maps, axis=1))
        maps.append(np.maximum(own_convolution(inputs[-1], params[f"W{i}"], params[f"b{i}"], 1), 0))
        i += 1
    return np.concatenate(maps, axis=1), (maps, inputs, params)


def dense_backward(dout, cache):
    maps, inputs, params = cache
    ends = np.cumsum([each.shape[1] for each in maps])
    dmaps = np.split(dout.copy(), ends[:-1], axis=1)
    grads = {}
    for i in range(len(inputs), 0, -1):
        passed = dmaps[i] * (maps[i] > 0)
        dinput, grads[f"W{i}"], grads[f"b{i}"] = own_gradients(passed, inputs[i - 1], params[f"W{i}"], 1)
        for dmap, part in zip(dmaps, np.split(dinput, ends[: i - 1], axis=1), strict=False):
            dmap += part
    return dmaps[0], grads


def locally_connected_forward(x, w, b, stride=1):
    out = np.zeros((len(x), w.shape[2], *w.shape[:2]))
    for n, f, i, j in np.ndindex(out.shape):
        rows, columns = slice(i * stride, i * stride + w.shape[4]), slice(j * stride, j * stride + w.shape[5])
        out[n, f, i, j] = (x[n, :, rows, columns] * w[i, j, f]).sum() + b[i, j, f]
    return out, [x, w, stride]


def locally_connected_backward(dout, cache):
    x, w, stride = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(w.shape[:3])
    for n, f, i, j in np.ndindex(dout.shape):
        rows, columns = slice(i * stride, i * stride + w.shape[4]), slice(j * stride, j * stride + w.shape[5])
        dx[n, :, rows, columns] += dout[n, f, i, j] * w[i, j, f]
        dw[i, j, f] += dout[n, f, i, j] * x[n, :, rows, columns]
        db[i, j, f] += dout[n, f, i, j]
    return dx, dw, db
