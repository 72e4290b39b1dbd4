"""Wrong submissions of 04_convolution, written without the diagnosis' rules."""

from tests.diagnosis.experiment.variant import SubmissionVariant

SUBMISSIONS = [
    SubmissionVariant("two loops, signal[i + j] · kernel[j]", "conv1d_correlation", """
def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    K = len(kernel)
    extra = padding + (K - 1) * (mode == "full")
    long = np.zeros(len(signal) + 2 * extra)
    long[extra:extra + len(signal)] = signal
    out = []
    for i in range(0, len(long) - K + 1, stride):
        total = 0.0
        for j in range(K):
            total += long[i + j] * kernel[j]
        out.append(total)
    return np.array(out)
""", "04_convolution"),
    SubmissionVariant("the loop over outputs ends one early", "too_few_at_end", """
def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    padded = np.pad(signal, padding)
    everything = np.convolve(padded, kernel, mode)
    count = (len(everything) - 1) // stride + 1
    return np.array([everything[i * stride] for i in range(count - 1)])
""", "04_convolution"),
    SubmissionVariant("the kernel forwards in every row, from shifted zeros",
                      ("matrix_kernel_not_reversed", "flipped"), """
def convolution_matrix(kernel, length):
    rows = length - len(kernel) + 1
    zeros = np.zeros(length, kernel.dtype)
    return np.stack([np.concatenate([zeros[:i], kernel, zeros[:rows - 1 - i]]) for i in range(rows)])
""", "04_convolution"),
    SubmissionVariant("the band begins one column late and loses its last weight", "shifted", """
def convolution_matrix(kernel, length):
    K = len(kernel)
    W = np.zeros((length - K + 1, length), kernel.dtype)
    for i in range(length - K + 1):
        for j in range(length):
            if 1 <= j - i <= K:
                W[i, j] = kernel[K - (j - i)]
    return W
""", "04_convolution"),
    SubmissionVariant("the mean of each diagonal", ("shared_gradient_mean", "mean_for_sum"), """
def shared_weight_gradient(dW, K):
    return np.array([np.diagonal(dW, offset=K - 1 - j).mean() for j in range(K)])
""", "04_convolution"),
    SubmissionVariant("begins from b, and adds b in the end", "bias_twice", """
def conv2d_forward(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    P = np.pad(x, [(0, 0), (0, 0), (padding,) * 2, (padding,) * 2])
    OH, OW = 1 + (H + 2 * padding - KH) // stride, 1 + (W + 2 * padding - KW) // stride
    y = np.zeros((N, F, OH, OW)) + b.reshape(1, F, 1, 1)
    for u in range(KH):
        for v in range(KW):
            patch = P[:, :, u:u + stride * OH:stride, v:v + stride * OW:stride]
            y += np.einsum("nchw,fc->nfhw", patch, w[:, :, u, v])
    for f in range(F):
        y[:, f] += b[f]
    return y, (x, w, stride, padding)
""", "04_convolution"),
    SubmissionVariant("the loop over channels ends one early", "last_channel_left_out", """
def conv2d_forward(x, w, b, stride=1, padding=0):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    P = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    OH, OW = 1 + (H + 2 * padding - KH) // stride, 1 + (W + 2 * padding - KW) // stride
    y = np.zeros((N, F, OH, OW))
    for f in range(F):
        for i in range(OH):
            for j in range(OW):
                y[:, f, i, j] = b[f]
                for c in range(C - 1):
                    window = P[:, c, i * stride:i * stride + KH, j * stride:j * stride + KW]
                    y[:, f, i, j] += (window * w[f, c]).sum(axis=(1, 2))
    return y, (x, w, stride, padding)
""", "04_convolution"),
    SubmissionVariant("repeats the border's pixels in place of zeros", "wrong_at_border", """
def conv2d_forward(x, w, b, stride=1, padding=0):
    wide = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)), mode="edge")
    return _correlate(wide, w, b, stride, 0), (x, w, stride, padding)
""", "04_convolution"),
    SubmissionVariant("a ReLU inside the layer", None, """
def conv2d_forward(x, w, b, stride=1, padding=0):
    z = np.einsum("ncijuv,fcuv->nfij", _windows(x, w.shape[2], w.shape[3], stride, padding), w)
    z = z + b.reshape(-1, 1, 1)
    return np.where(z > 0, z, 0), (x, w, stride, padding)
""", "04_convolution"),
    SubmissionVariant("[p:-p] after einsum over offsets", ("backward_crop_empty_at_padding_0", "empty"), """
def conv2d_backward(dout, cache):
    x, w, s, p = cache
    OH, OW = dout.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    for u, v in np.ndindex(w.shape[2:]):
        spot = np.s_[:, :, u:u + s * OH:s, v:v + s * OW:s]
        dxp[spot] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
        dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, xp[spot])
    return dxp[:, :, p:-p, p:-p], dw, np.einsum("nfij->f", dout)
""", "04_convolution"),
    SubmissionVariant("pixel loops that set dx, and add dw and db",
                      ("backward_overlaps_overwritten", "overlaps_overwritten"), """
def conv2d_backward(dout, cache):
    x, w, s, p = cache
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    xp = np.zeros((N, C, H + 2 * p, W + 2 * p))
    xp[:, :, p:p + H, p:p + W] = x
    dxp, dw, db = np.zeros(xp.shape), np.zeros(w.shape), np.zeros(F)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            window = (slice(None), slice(None), slice(i * s, i * s + KH), slice(j * s, j * s + KW))
            here = dout[:, :, i, j]
            dxp[window] = (here @ w.reshape(F, -1)).reshape(N, C, KH, KW)
            dw += (here.T @ xp[window].reshape(N, -1)).reshape(w.shape)
            db += here.sum(axis=0)
    return dxp[:, :, p:p + H, p:p + W], dw, db
""", "04_convolution"),
    SubmissionVariant("db by np.sum over the last three axes", "wrong_axis", """
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    windows = _windows(x, *w.shape[2:], stride, padding)
    dw = np.einsum("nfij,ncijuv->fcuv", dout, windows)
    dx = _add_windows(np.einsum("nfij,fcuv->ncijuv", dout, w), x.shape, stride, padding)
    return dx, dw, np.sum(dout, (1, 2, 3))
""", "04_convolution"),
    SubmissionVariant("dw misses the first row of windows", "first_windows_left_out", """
def conv2d_backward(dout, cache):
    x, w, stride, padding = cache
    windows = _windows(x, *w.shape[2:], stride, padding)
    dw = np.zeros(w.shape)
    for i in range(1, dout.shape[2]):
        for j in range(dout.shape[3]):
            dw += np.einsum("nf,ncuv->fcuv", dout[:, :, i, j], windows[:, :, i, j])
    dx = _add_windows(np.einsum("nfij,fcuv->ncijuv", dout, w), x.shape, stride, padding)
    return dx, dw, dout.sum(3).sum(2).sum(0)
""", "04_convolution"),
    SubmissionVariant("every channel of dx from the kernel's first channel", None, """
def conv2d_backward(dout, cache):
    x, w, s, p = cache
    windows = _windows(x, *w.shape[2:], s, p)
    dxp = np.zeros((x.shape[0], x.shape[1], x.shape[2] + 2 * p, x.shape[3] + 2 * p))
    for n, f, i, j in np.ndindex(dout.shape):
        for c in range(x.shape[1]):
            dxp[n, c, i * s:i * s + w.shape[2], j * s:j * s + w.shape[3]] += dout[n, f, i, j] * w[f, 0]
    dx = dxp[:, :, p:p + x.shape[2], p:p + x.shape[3]]
    return dx, np.einsum("nfij,ncijuv->fcuv", dout, windows), dout.sum(axis=(0, 2, 3))
""", "04_convolution"),
    SubmissionVariant("goes down the columns of windows first", "other_order", """
def im2col(x, kh, kw, stride, padding):
    P = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    oh, ow = (P.shape[2] - kh) // stride + 1, (P.shape[3] - kw) // stride + 1
    rows = []
    for image in P:
        for j in range(ow):
            for i in range(oh):
                rows.append(image[:, i * stride:i * stride + kh, j * stride:j * stride + kw].ravel())
    return np.array(rows)
""", "04_convolution"),
    SubmissionVariant("row by row, with = into the image", ("col2im_overwrites_overlaps", "overlaps_overwritten"), """
def col2im(cols, x_shape, kh, kw, stride, padding):
    N, C, H, W = x_shape
    big = np.zeros((N, C, H + 2 * padding, W + 2 * padding))
    ow = (W + 2 * padding - kw) // stride + 1
    oh = (H + 2 * padding - kh) // stride + 1
    for r, row in enumerate(cols):
        n, i, j = r // (oh * ow), r // ow % oh * stride, r % ow * stride
        big[n, :, i:i + kh, j:j + kw] = row.reshape(C, kh, kw)
    return big[:, :, padding:padding + H, padding:padding + W]
""", "04_convolution"),
    SubmissionVariant("float32 for speed", "single_precision", """
def conv2d_fast(x, w, b, stride=1, padding=0):
    small = x.astype(np.float32), w.astype(np.float32), b.astype(np.float32)
    return _correlate(*small, stride, padding).astype(x.dtype)
""", "04_convolution"),
    SubmissionVariant("kernels flattened column by column, windows row by row", None, """
def conv2d_fast(x, w, b, stride=1, padding=0):
    F, C, KH, KW = w.shape
    windows = _windows(x, KH, KW, stride, padding)
    N, _, OH, OW = windows.shape[:4]
    rows = windows.transpose(0, 2, 3, 1, 4, 5).reshape(-1, C * KH * KW)
    out = rows @ w.transpose(0, 1, 3, 2).reshape(F, -1).T + b
    return out.reshape(N, OH, OW, F).transpose(0, 3, 1, 2)
""", "04_convolution"),
]  # fmt: skip
