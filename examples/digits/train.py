#!/usr/bin/env python3
"""Trains the classifier of handwritten digits and writes it as ../digits.mlir.

Run it from anywhere, with numpy and scikit-learn installed:

    python3 examples/digits/train.py

It writes three files:

    examples/digits.mlir                the program, its weights inside
    examples/digits/heldout-images.npy  float32, 359x8x8x1, the fifth kept out of training
    examples/digits/heldout-labels.npy  int32, 359

The network is two 3x3 convolutions with bias and ReLU (8x8 to 6x6 to 4x4), a
2x2 max-pooling, and one dense layer with a softmax. Its gradients are written
out by hand, so numpy is the only dependency besides the data.

Which scans are held out is decided by their position alone (every fifth), and
nothing is chosen by looking at them: the schedule below was settled with
--validate, which trains on three fifths and measures on another one. The seed is
fixed; on another machine the last digits of the weights may differ, since the
order of additions in a matrix product is the BLAS library's own.
"""

import argparse
import pathlib

import numpy as np
from sklearn.datasets import load_digits

SEED = 20230323
EPOCHS = 80
BATCH = 64
PEAK_RATE = 4e-3
WEIGHT_DECAY = 2e-2
PIXEL_SCALE = np.float32(1 / 16)
CHANNELS = (16, 32)

HERE = pathlib.Path(__file__).resolve().parent


# ---------------------------------------------------------------- the network


def patches(x):
    """All 3x3 windows of an NHWC batch: N, H-2, W-2, 9*C in the filter's own order."""
    n, h, w, c = x.shape
    windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2))
    return windows.transpose(0, 1, 2, 4, 5, 3).reshape(n, h - 2, w - 2, 9 * c)


def forward(weights, images):
    """Class probabilities, and what the backward pass needs."""
    f1, b1, f2, b2, dense, b3 = weights
    cols1 = patches(images * PIXEL_SCALE)
    act1 = np.maximum(cols1 @ f1.reshape(-1, CHANNELS[0]) + b1, 0)
    cols2 = patches(act1)
    act2 = np.maximum(cols2 @ f2.reshape(-1, CHANNELS[1]) + b2, 0)
    quads = act2.reshape(-1, 2, 2, 2, 2, CHANNELS[1])
    pooled = quads.max(axis=(2, 4))
    flat = pooled.reshape(len(images), -1)
    scores = flat @ dense + b3
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1, keepdims=True), (cols1, act1, cols2, act2, quads, pooled, flat)


def gradients(weights, kept, probabilities, targets):
    """The cross-entropy's gradient with respect to every weight."""
    f1, _, f2, _, dense, _ = weights
    cols1, act1, cols2, act2, quads, pooled, flat = kept
    d_scores = (probabilities - targets) / len(targets)
    d_dense = flat.T @ d_scores
    d_pooled = (d_scores @ dense.T).reshape(pooled.shape)
    winners = quads == pooled[:, :, None, :, None, :]
    winners = winners / winners.sum(axis=(2, 4), keepdims=True)
    d_act2 = (winners * d_pooled[:, :, None, :, None, :]).reshape(act2.shape) * (act2 > 0)
    d_act2 = d_act2.astype(np.float32)
    d_f2 = cols2.reshape(-1, cols2.shape[-1]).T @ d_act2.reshape(-1, CHANNELS[1])
    d_cols2 = (d_act2 @ f2.reshape(-1, CHANNELS[1]).T).reshape(-1, 4, 4, 3, 3, CHANNELS[0])
    d_act1 = np.zeros_like(act1)
    for i in range(3):
        for j in range(3):
            d_act1[:, i : i + 4, j : j + 4] += d_cols2[:, :, :, i, j]
    d_act1 *= act1 > 0
    d_f1 = cols1.reshape(-1, cols1.shape[-1]).T @ d_act1.reshape(-1, CHANNELS[0])
    return (
        d_f1.reshape(f1.shape),
        d_act1.sum(axis=(0, 1, 2)),
        d_f2.reshape(f2.shape),
        d_act2.sum(axis=(0, 1, 2)),
        d_dense,
        d_scores.sum(axis=0),
    )


# --------------------------------------------------------------- the training


def shifted(images, rng):
    """Each image moved by -1, 0 or 1 pixels either way; what moves in is blank."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    dy, dx = rng.integers(0, 3, size=(2, len(images)))
    rows = dy[:, None] + np.arange(8)
    columns = dx[:, None] + np.arange(8)
    return padded[np.arange(len(images))[:, None, None], rows[:, :, None], columns[:, None, :]]


def train(images, labels):
    """Adam with decoupled weight decay under a warm-up and a cosine, augmented by shifts."""
    rng = np.random.default_rng(SEED)
    shapes = [(3, 3, 1, 16), (16,), (3, 3, 16, 32), (32,), (128, 10), (10,)]
    weights = [
        (rng.standard_normal(s) * np.sqrt(2 / np.prod(s[:-1]))).astype(np.float32)
        if len(s) > 1
        else np.zeros(s, np.float32)
        for s in shapes
    ]
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    steps = EPOCHS * (len(images) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(images))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            batch = shifted(images[chosen], rng)
            probabilities, kept = forward(weights, batch)
            targets = np.eye(10, dtype=np.float32)[labels[chosen]]
            grads = gradients(weights, kept, probabilities, targets)
            step += 1
            warm = min(1.0, step / 100)
            rate = PEAK_RATE * warm * 0.5 * (1 + np.cos(np.pi * step / steps))
            for k, g in enumerate(grads):
                first[k] += 0.1 * (g - first[k])
                second[k] += 0.001 * (g * g - second[k])
                m = first[k] / (1 - 0.9**step)
                v = second[k] / (1 - 0.999**step)
                decay = WEIGHT_DECAY * weights[k] if weights[k].ndim > 1 else 0
                weights[k] -= (rate * (m / (np.sqrt(v) + 1e-8) + decay)).astype(np.float32)
    return weights


def accuracy(weights, images, labels):
    return float((forward(weights, images)[0].argmax(axis=1) == labels).mean())


# ---------------------------------------------------------------- the program

PROGRAM = """\
// Handwritten digits: a small convolutional classifier with trained weights.
//
// Takes any number of 8x8 scans, pixels from 0 (paper) to 16 (ink), and gives for
// each the probability of every digit. Shows: a dynamic batch, 2-D convolution,
// pooling, a reshape, matrix multiplication, element-wise work and reductions
// over a dynamic dimension, and constants that are larger than the code.
//
// Written by digits/train.py, which also says how the weights came about; the
// scans and their authors are named in digits/ATTRIBUTION.md. On the @HELD@ scans
// kept out of training (digits/heldout-*.npy) it is right in @RIGHT@ cases (@ACCURACY@ %).

// Adds one number per channel; then negative values become zero.
#image = affine_map<(n, y, x, c) -> (n, y, x, c)>
#channel = affine_map<(n, y, x, c) -> (c)>
// Rows of scores, and one number per row or per column of them.
#score = affine_map<(n, k) -> (n, k)>
#row = affine_map<(n, k) -> (n)>
#column = affine_map<(n, k) -> (k)>

module @digits {
  func.func @predict(%images: tensor<?x8x8x1xf32>) -> tensor<?x10xf32> {
    %filter1 = arith.constant @FILTER1@
    %bias1 = arith.constant @BIAS1@
    %filter2 = arith.constant @FILTER2@
    %bias2 = arith.constant @BIAS2@
    %dense = arith.constant @DENSE@
    %bias3 = arith.constant @BIAS3@
    %batch_axis = arith.constant 0 : index
    %zero = arith.constant 0.0 : f32
    %lowest = arith.constant 0xFF800000 : f32
    %pixel_scale = arith.constant 0.0625 : f32
    %n = tensor.dim %images, %batch_axis : tensor<?x8x8x1xf32>

    // Pixels to 0..1.
    %pixels_init = tensor.empty(%n) : tensor<?x8x8x1xf32>
    %pixels = linalg.generic {
        indexing_maps = [#image, #image],
        iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
        ins(%images : tensor<?x8x8x1xf32>) outs(%pixels_init : tensor<?x8x8x1xf32>) {
    ^bb0(%pixel: f32, %unused: f32):
      %scaled = arith.mulf %pixel, %pixel_scale : f32
      linalg.yield %scaled : f32
    } -> tensor<?x8x8x1xf32>

    // First convolution: 8x8x1 to 6x6x16.
    %conv1_init = tensor.empty(%n) : tensor<?x6x6x16xf32>
    %conv1_zero = linalg.fill ins(%zero : f32) outs(%conv1_init : tensor<?x6x6x16xf32>) -> tensor<?x6x6x16xf32>
    %conv1 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>}
        ins(%pixels, %filter1 : tensor<?x8x8x1xf32>, tensor<3x3x1x16xf32>)
        outs(%conv1_zero : tensor<?x6x6x16xf32>) -> tensor<?x6x6x16xf32>
    %relu1 = linalg.generic {
        indexing_maps = [#image, #channel, #image],
        iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
        ins(%conv1, %bias1 : tensor<?x6x6x16xf32>, tensor<16xf32>) outs(%conv1_init : tensor<?x6x6x16xf32>) {
    ^bb0(%value: f32, %bias: f32, %unused: f32):
      %sum = arith.addf %value, %bias : f32
      %positive = arith.maxf %sum, %zero : f32
      linalg.yield %positive : f32
    } -> tensor<?x6x6x16xf32>

    // Second convolution: 6x6x16 to 4x4x32.
    %conv2_init = tensor.empty(%n) : tensor<?x4x4x32xf32>
    %conv2_zero = linalg.fill ins(%zero : f32) outs(%conv2_init : tensor<?x4x4x32xf32>) -> tensor<?x4x4x32xf32>
    %conv2 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<1> : tensor<2xi64>}
        ins(%relu1, %filter2 : tensor<?x6x6x16xf32>, tensor<3x3x16x32xf32>)
        outs(%conv2_zero : tensor<?x4x4x32xf32>) -> tensor<?x4x4x32xf32>
    %relu2 = linalg.generic {
        indexing_maps = [#image, #channel, #image],
        iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
        ins(%conv2, %bias2 : tensor<?x4x4x32xf32>, tensor<32xf32>) outs(%conv2_init : tensor<?x4x4x32xf32>) {
    ^bb0(%value: f32, %bias: f32, %unused: f32):
      %sum = arith.addf %value, %bias : f32
      %positive = arith.maxf %sum, %zero : f32
      linalg.yield %positive : f32
    } -> tensor<?x4x4x32xf32>

    // The largest of each 2x2 square: 4x4x32 to 2x2x32.
    %window = tensor.empty() : tensor<2x2xf32>
    %pool_init = tensor.empty(%n) : tensor<?x2x2x32xf32>
    %pool_lowest = linalg.fill ins(%lowest : f32) outs(%pool_init : tensor<?x2x2x32xf32>) -> tensor<?x2x2x32xf32>
    %pool = linalg.pooling_nhwc_max {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>}
        ins(%relu2, %window : tensor<?x4x4x32xf32>, tensor<2x2xf32>)
        outs(%pool_lowest : tensor<?x2x2x32xf32>) -> tensor<?x2x2x32xf32>
    %flat = tensor.collapse_shape %pool [[0], [1, 2, 3]] : tensor<?x2x2x32xf32> into tensor<?x128xf32>

    // One score per digit.
    %scores_init = tensor.empty(%n) : tensor<?x10xf32>
    %scores_zero = linalg.fill ins(%zero : f32) outs(%scores_init : tensor<?x10xf32>) -> tensor<?x10xf32>
    %product = linalg.matmul ins(%flat, %dense : tensor<?x128xf32>, tensor<128x10xf32>)
        outs(%scores_zero : tensor<?x10xf32>) -> tensor<?x10xf32>
    %scores = linalg.generic {
        indexing_maps = [#score, #column, #score],
        iterator_types = ["parallel", "parallel"]}
        ins(%product, %bias3 : tensor<?x10xf32>, tensor<10xf32>) outs(%scores_init : tensor<?x10xf32>) {
    ^bb0(%value: f32, %bias: f32, %unused: f32):
      %sum = arith.addf %value, %bias : f32
      linalg.yield %sum : f32
    } -> tensor<?x10xf32>

    // Softmax. The row's largest score is taken off first, so that no exponential overflows.
    %rows_init = tensor.empty(%n) : tensor<?xf32>
    %rows_lowest = linalg.fill ins(%lowest : f32) outs(%rows_init : tensor<?xf32>) -> tensor<?xf32>
    %largest = linalg.generic {
        indexing_maps = [#score, #row],
        iterator_types = ["parallel", "reduction"]}
        ins(%scores : tensor<?x10xf32>) outs(%rows_lowest : tensor<?xf32>) {
    ^bb0(%value: f32, %best: f32):
      %better = arith.maxf %best, %value : f32
      linalg.yield %better : f32
    } -> tensor<?xf32>
    %exponentials = linalg.generic {
        indexing_maps = [#score, #row, #score],
        iterator_types = ["parallel", "parallel"]}
        ins(%scores, %largest : tensor<?x10xf32>, tensor<?xf32>) outs(%scores_init : tensor<?x10xf32>) {
    ^bb0(%value: f32, %best: f32, %unused: f32):
      %below = arith.subf %value, %best : f32
      %exponential = math.exp %below : f32
      linalg.yield %exponential : f32
    } -> tensor<?x10xf32>
    %rows_zero = linalg.fill ins(%zero : f32) outs(%rows_init : tensor<?xf32>) -> tensor<?xf32>
    %totals = linalg.generic {
        indexing_maps = [#score, #row],
        iterator_types = ["parallel", "reduction"]}
        ins(%exponentials : tensor<?x10xf32>) outs(%rows_zero : tensor<?xf32>) {
    ^bb0(%value: f32, %running: f32):
      %sum = arith.addf %running, %value : f32
      linalg.yield %sum : f32
    } -> tensor<?xf32>
    %probabilities = linalg.generic {
        indexing_maps = [#score, #row, #score],
        iterator_types = ["parallel", "parallel"]}
        ins(%exponentials, %totals : tensor<?x10xf32>, tensor<?xf32>) outs(%scores_init : tensor<?x10xf32>) {
    ^bb0(%value: f32, %total: f32, %unused: f32):
      %share = arith.divf %value, %total : f32
      linalg.yield %share : f32
    } -> tensor<?x10xf32>
    return %probabilities : tensor<?x10xf32>
  }
}
"""


def constant(array):
    """The attribute text of a float32 array: numbers for a vector, the raw bytes for more."""
    kind = 'x'.join(map(str, array.shape)) + 'xf32'
    if array.ndim == 1:
        return f'dense<[{", ".join(f"{v:.8e}" for v in array)}]> : tensor<{kind}>'
    return f'dense<"0x{array.astype("<f4").tobytes().hex().upper()}"> : tensor<{kind}>'


def program(weights, right, held):
    """The classifier as MLIR text."""
    names = ('FILTER1', 'BIAS1', 'FILTER2', 'BIAS2', 'DENSE', 'BIAS3')
    values = {name: constant(array) for name, array in zip(names, weights)}
    values |= {'HELD': held, 'RIGHT': right, 'ACCURACY': f'{100 * right / held:.2f}'}
    text = PROGRAM
    for name, value in values.items():
        text = text.replace(f'@{name}@', str(value))
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        '--validate',
        action='store_true',
        help='train on three fifths, measure on a fourth, write nothing',
    )
    options = parser.parse_args()

    data = load_digits()
    images = data.images.astype(np.float32)[..., None]
    labels = data.target.astype(np.int32)
    fifth = np.arange(len(images)) % 5

    if options.validate:
        fit = fifth < 3
        weights = train(images[fit], labels[fit])
        print(f'fit {accuracy(weights, images[fit], labels[fit]):.4f}')
        print(f'validation {accuracy(weights, images[fifth == 3], labels[fifth == 3]):.4f}')
        return

    held_out = fifth == 4
    weights = train(images[~held_out], labels[~held_out])
    print(f'training {accuracy(weights, images[~held_out], labels[~held_out]):.4f}')
    guesses = forward(weights, images[held_out])[0].argmax(axis=1)
    right, held = int((guesses == labels[held_out]).sum()), int(held_out.sum())
    print(f'held out {right / held:.4f} ({right} of {held})')

    (HERE.parent / 'digits.mlir').write_text(program(weights, right, held))
    np.save(HERE / 'heldout-images.npy', images[held_out])
    np.save(HERE / 'heldout-labels.npy', labels[held_out])


if __name__ == '__main__':
    main()
