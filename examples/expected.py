#!/usr/bin/env python3
"""Writes expected.json: calls of the examples' functions, and what they must give.

Every result is computed twice, by IREE itself on the CPU and by numpy, and this
stops if the two disagree. Needs numpy and the IREE of the time that the project
follows:

    pip install numpy iree-compiler==20230404.479 iree-runtime==20230404.479
    python3 examples/expected.py

README.md describes the form of the file.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import iree.compiler
import iree.runtime
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
BACKENDS = {'llvm-cpu': 'local-task', 'vmvx': 'local-task'}

f32 = np.float32
i32 = np.int32


# ------------------------------------------------------------------ the values


class Tiled:
    """A large array made of copies of a small one; the file holds the small one."""

    def __init__(self, tile, times):
        self.tile = np.asarray(tile)
        self.times = times

    def array(self):
        return np.tile(self.tile, self.times)


def number(value):
    """One element as `iree-run-module` reads it, with no digit more than its type needs."""
    if isinstance(value, np.integer):
        return str(int(value))
    if np.isinf(value):
        return 'inf' if value > 0 else '-inf'
    if value != 0 and not 1e-4 <= abs(value) < 1e16:
        return np.format_float_scientific(value, unique=True, trim='-')
    return np.format_float_positional(value, unique=True, trim='-')


def text(value):
    """A scalar, or a shaped value with the rows of each matrix in brackets."""
    if isinstance(value, Tiled):
        return {'tile': text(value.tile), 'times': list(value.times)}
    if not isinstance(value, np.ndarray):
        digits = number(value)
        return digits + '.0' if isinstance(value, f32) and '.' not in digits else digits
    kind = {'float32': 'f32', 'int32': 'i32'}[value.dtype.name]
    head = 'x'.join([*map(str, value.shape), kind])
    if value.size == 0:
        return head
    if value.size > 1 and (value == value.flat[0]).all():
        return f'{head}={number(value.flat[0])}'

    def nested(part, brackets):
        if part.ndim == 0:
            return number(part[()])
        if part.ndim == 1:
            inside = ' '.join(number(v) for v in part)
        else:
            inside = ('' if part.ndim == 2 else ' ').join(nested(p, True) for p in part)
        return f'[{inside}]' if brackets else inside

    return f'{head}={nested(value, False)}'


# ------------------------------------------------------------------- the cases


def case(does, *calls, tolerance=0.0):
    """Calls made one after the other in one context; 0 means equal to the last bit."""
    return {'does': does, 'tolerance': tolerance, 'calls': calls}


def call(function, inputs, *outputs):
    return {'function': function, 'inputs': inputs, 'outputs': outputs}


def small_integers(*shape, step=5, modulus=11):
    """A fixed pattern of integers around zero: products and sums of them are exact."""
    count = int(np.prod(shape))
    pattern = (np.arange(count) * step + np.arange(count) // modulus) % modulus
    return (pattern - modulus // 2).astype(f32).reshape(shape)


def softmax(scores):
    exps = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True, initial=-np.inf))
    return (exps / exps.sum(axis=1, keepdims=True)).astype(f32)


def mlp(rows):
    k, h = np.indices((64, 24))
    hidden = rows @ (((7 * k + 5 * h + k * h) % 17 - 8) / 16) + (np.arange(24) % 7 - 3) / 4
    h, c = np.indices((24, 10))
    output = np.maximum(hidden, 0) @ (((3 * h + 11 * c + h * c) % 13 - 6) / 16)
    return (output + (np.arange(10) - 4) / 2).astype(f32)


def convolve(image, filters, stride=1, dilation=1):
    kh, kw, _, features = filters.shape
    n, h, w, _ = image.shape
    oh = (h - (kh - 1) * dilation - 1) // stride + 1
    ow = (w - (kw - 1) * dilation - 1) // stride + 1
    result = np.zeros((n, oh, ow, features))
    for i in range(kh):
        for j in range(kw):
            y, x = i * dilation, j * dilation
            seen = image[:, y : y + oh * stride : stride, x : x + ow * stride : stride][:, :oh, :ow]
            result += seen @ filters[i, j]
    return result.astype(f32)


def pool(image, height, width, stride, reduce):
    windows = np.lib.stride_tricks.sliding_window_view(image, (height, width), axis=(1, 2))
    return reduce(windows[:, ::stride, ::stride], axis=(-2, -1)).astype(f32)


def collatz(number):
    steps = 0
    while number > 1:
        number = 3 * number + 1 if number % 2 else number // 2
        steps += 1
    return i32(steps)


def digits():
    """Held-out scans and their probabilities, by the forward pass of the training script."""
    sys.path.insert(0, str(HERE / 'digits'))
    import train

    source = (HERE / 'digits.mlir').read_text()
    constants = re.findall(r'= arith\.constant dense<(.*?)> : tensor<([\dx]+)xf32>', source)
    weights = []
    for body, shape in constants:
        values = (
            np.frombuffer(bytes.fromhex(body[3:-1]), '<f4')
            if body.startswith('"')
            else np.array(json.loads(body), f32)
        )
        weights.append(values.reshape([int(size) for size in shape.split('x')]))
    images = np.load(HERE / 'digits/heldout-images.npy')
    return images, train.forward(weights, images)[0]


def programs():
    a = np.array([1.5, -2, 3.25, 0], f32)
    b = np.array([2, 4, -8, 7], f32)
    vector = np.array([-1, 0, 2.5, -1000, 7], f32)
    matrix = small_integers(5, 7)
    scores = np.array([[0, 1, 2, 3], [1000, 1000, 1000, 1000], [-50, 0, 50, 49.5]], f32)
    rows = small_integers(7, 64) / 4
    eight = small_integers(8, 64, step=3, modulus=13) / 8
    image = small_integers(1, 11, 9, 3)
    filters = small_integers(3, 3, 3, 5, step=4, modulus=7)
    pair = small_integers(2, 5, 6, 2, step=7, modulus=9)
    taps = small_integers(2, 2, 2, 7, step=3, modulus=5)
    picture = small_integers(1, 7, 5, 3, step=8, modulus=19)
    left, right = small_integers(33, 17), small_integers(17, 19, step=4, modulus=9)
    tall, wide = small_integers(4, 8), small_integers(8, 4, step=3, modulus=7)
    totals = np.array([1, 2, 3, 4], f32)
    numbers = [1, 2, 3, 7, 27, 97, 871, 6171]

    yield 'multiply.mlir', [
        case('four products', call('multiply', [a, b], a * b)),
    ]
    yield 'abs.mlir', [
        case('of a negative number', call('abs_f32', [f32(-3.5)], f32(3.5))),
        case('of a positive number', call('abs_f32', [f32(2)], f32(2))),
        case('of a matrix', call('abs_tensor', [-matrix[:2, :3]], np.abs(matrix[:2, :3]))),
        case('of a vector', call('abs_dynamic', [vector], np.abs(vector))),
        case('of nothing', call('abs_dynamic', [vector[:0]], vector[:0])),
    ]
    yield 'mlp.mlir', [
        case('a batch of none', call('mlp', [rows[:0]], mlp(rows[:0]))),
        case('a batch of 1', call('mlp', [rows[:1]], mlp(rows[:1]))),
        case('a batch of 7', call('mlp', [rows], mlp(rows))),
        case('a batch of 1000', call('mlp', [Tiled(eight, (125, 1))], Tiled(mlp(eight), (125, 1)))),
    ]
    yield 'softmax.mlir', [
        case('three rows', call('softmax', [scores], softmax(scores)), tolerance=1e-5),
        case('one value', call('softmax', [scores[:1, :1]], np.ones((1, 1), f32)), tolerance=1e-5),
        case('no rows', call('softmax', [scores[:0]], scores[:0])),
        case(
            'a row of 300',
            call('softmax', [np.full((2, 300), -7, f32)], np.full((2, 300), 1 / 300, f32)),
            tolerance=1e-5,
        ),
    ]
    yield 'reduce.mlir', [
        case('along rows', call('sum_rows', [matrix], matrix.sum(axis=1))),
        case('along columns', call('sum_columns', [matrix], matrix.sum(axis=0))),
        case('the largest of each row', call('max_rows', [matrix], matrix.max(axis=1))),
        case(
            'of rows without values',
            call('max_rows', [matrix[:2, :0]], np.full(2, -np.inf, f32)),
        ),
        case(
            'columns of a matrix of any size',
            call('sum_columns_dynamic', [matrix[:3]], matrix[:3].sum(axis=0)),
        ),
        case(
            'columns without rows',
            call('sum_columns_dynamic', [matrix[:0]], np.zeros(7, f32)),
        ),
        case(
            'columns of a matrix of 1000 rows',
            call('sum_columns_dynamic', [Tiled(matrix, (200, 1))], 200 * matrix.sum(axis=0)),
        ),
        case(
            'of everything',
            call('sum_all', [matrix.astype(i32)], matrix.astype(i32).sum(dtype=i32).reshape(())),
        ),
    ]
    yield 'collatz.mlir', [
        case(f'from {n}', call(name, [i32(n)], collatz(n)))
        for name in ('collatz', 'collatz_structured')
        for n in numbers
    ]
    yield 'counter.mlir', [
        case('starts at 13', call('get', [], i32(13))),
        case(
            'counts and starts again',
            call('add', [i32(4)], i32(17)),
            call('add', [i32(-7)], i32(10)),
            call('get', [], i32(10)),
            call('reset', []),
            call('get', [], i32(0)),
            call('add', [i32(1)], i32(1)),
        ),
        case('starts with its totals', call('get_totals', [], totals)),
        case(
            'adds to its totals and clears them',
            call('add_totals', [a], totals + a),
            call('add_totals', [b], totals + a + b),
            call('get_totals', [], totals + a + b),
            call('reset_totals', []),
            call('get_totals', [], np.zeros(4, f32)),
            call('get', [], i32(13)),
        ),
    ]
    yield 'calls.mlir', [
        case('a private function', call('sum_of_squares', [f32(3), f32(4)], f32(25))),
        case('recursion', call('factorial', [i32(10)], i32(3628800))),
        case('recursion that stops at once', call('factorial', [i32(0)], i32(1))),
        case('a public function', call('scale', [vector], 3 * vector)),
        case('one that calls it', call('scale_and_shift', [vector], 3 * vector + f32(0.5))),
    ]
    scans, probabilities = digits()
    padded = np.pad(image, ((0, 0), (1, 1), (1, 1), (0, 0)))
    yield 'conv.mlir', [
        case(
            'stride and border',
            call('conv', [image, filters], convolve(padded, filters, stride=2)),
        ),
        case('dilation', call('conv_dilated', [pair, taps], convolve(pair, taps, dilation=2))),
        case(
            'no images',
            call('conv_dilated', [pair[:0], taps], np.zeros((0, 3, 4, 7), f32)),
        ),
        case('overlapping windows', call('max_pool', [picture], pool(picture, 3, 2, 1, np.max))),
        case('means', call('mean_pool', [picture], pool(picture, 2, 2, 2, np.mean))),
    ]
    yield 'matmul.mlir', [
        case('33x17 by 17x19', call('matmul', [left, right], left @ right)),
        case('one row', call('matmul', [left[:1], right], left[:1] @ right)),
        case('one column', call('matmul', [left, right[:, :1]], left @ right[:, :1])),
        case('no rows', call('matmul', [left[:0], right], np.zeros((0, 19), f32))),
        case('an empty sum', call('matmul', [left[:2, :0], right[:0, :3]], np.zeros((2, 3), f32))),
        *(
            case(
                f'{n}x{n}',
                call(
                    f'matmul_{n}',
                    [Tiled(tall, (n // 4, n // 8)), Tiled(wide, (n // 8, n // 4))],
                    Tiled(tall @ wide * (n // 8), (n // 4, n // 4)),
                ),
            )
            for n in (512, 1024)
        ),
    ]
    yield 'digits.mlir', [
        case(
            'the first ten held-out scans',
            call('predict', [scans[:10]], probabilities[:10]),
            tolerance=1e-4,
        ),
        case('no scans', call('predict', [scans[:0]], probabilities[:0])),
        case(
            'a batch of 1000',
            call(
                'predict',
                [Tiled(scans[10:14], (250, 1, 1, 1))],
                Tiled(probabilities[10:14], (250, 1)),
            ),
            tolerance=1e-4,
        ),
    ]


# -------------------------------------------------------------------- the runs


def run(context, device, function, inputs):
    """Calls a function of IREE's; gives arrays, and scalars as numpy's scalars."""
    arguments = iree.runtime.VmVariantList(len(inputs))
    for value in inputs:
        if isinstance(value, i32):
            arguments.push_int(int(value))
        elif isinstance(value, f32):
            arguments.push_float(float(value))
        else:
            array = np.ascontiguousarray(value.array() if isinstance(value, Tiled) else value)
            kind = {
                'float32': iree.runtime.HalElementType.FLOAT_32,
                'int32': iree.runtime.HalElementType.SINT_32,
            }[array.dtype.name]
            view = device.allocator.allocate_buffer_copy(
                memory_type=iree.runtime.MemoryType.DEVICE_LOCAL,
                allowed_usage=iree.runtime.BufferUsage.DEFAULT
                | iree.runtime.BufferUsage.MAPPING,
                buffer=array,
                element_type=kind,
            )
            arguments.push_ref(view)
    results = iree.runtime.VmVariantList(8)
    context.invoke(function, arguments, results)
    outputs = []
    for position in range(len(results)):
        value = results.get_variant(position)
        if isinstance(value, int):
            outputs.append(i32(value))
        elif isinstance(value, float):
            outputs.append(f32(value))
        else:
            view = value.deref(iree.runtime.HalBufferView)
            outputs.append(iree.runtime.DeviceArray(device, view).to_host().copy())
    return outputs


def run_scalars(binary, function, inputs):
    """The same through the tool, since IREE's Python has no way to pass a 32-bit float."""
    command = [sys.executable, '-m', 'iree.runtime.scripts.iree_run_module']
    command += [f'--module={binary}', f'--function={function}']
    command += [f'--input={text(value)}' for value in inputs]
    finished = subprocess.run(command, capture_output=True, text=True)
    if finished.returncode != 0:
        raise SystemExit(f'{" ".join(command)}: {finished.stderr}')
    results = re.findall(r'^result\[\d+\]: (f32|i32)=(.*)$', finished.stdout, re.M)
    return [f32(value) if kind == 'f32' else i32(value) for kind, value in results]


def check(where, got, expected, tolerance):
    """Stops unless the shapes and types are equal and the elements near enough."""
    wanted = expected.array() if isinstance(expected, Tiled) else expected
    if np.shape(got) != np.shape(wanted) or got.dtype != wanted.dtype:
        raise SystemExit(
            f'{where}: {got.dtype}{np.shape(got)} instead of {wanted.dtype}{np.shape(wanted)}'
        )
    # Half the tolerance: the other half is for the device that is tested against this.
    with np.errstate(invalid='ignore'):
        near = (got == wanted) | (np.abs(got - wanted) <= tolerance / 2)
    if not near.all():
        raise SystemExit(f'{where}: IREE gives\n{got}\nand numpy\n{wanted}')


def main():
    with tempfile.TemporaryDirectory() as scratch:
        record(pathlib.Path(scratch))


def record(scratch):
    written = {}
    for name, cases in programs():
        entries = []
        recorded = {}
        for backend, driver in BACKENDS.items():
            binary = scratch / f'{name}.{backend}.vmfb'
            binary.write_bytes(
                iree.compiler.compile_file(str(HERE / name), target_backends=[backend])
            )
            for number_of_case, item in enumerate(cases):
                config = iree.runtime.Config(driver)
                module = iree.runtime.VmModule.from_flatbuffer(
                    config.vm_instance, binary.read_bytes()
                )
                hal = iree.runtime.create_hal_module(config.vm_instance, config.device)
                context = iree.runtime.VmContext(config.vm_instance, modules=[hal, module])
                for number_of_call, made in enumerate(item['calls']):
                    where = f'{name} on {backend}: {item["does"]}: {made["function"]}'
                    function = module.lookup_function(made['function'])
                    if any(isinstance(value, f32) for value in made['inputs']):
                        outputs = run_scalars(binary, made['function'], made['inputs'])
                    else:
                        outputs = run(context, config.device, function, made['inputs'])
                    if len(outputs) != len(made['outputs']):
                        raise SystemExit(f'{where}: {len(outputs)} results')
                    for got, expected in zip(outputs, made['outputs']):
                        check(where, got, expected, item['tolerance'])
                    recorded.setdefault((number_of_case, number_of_call), outputs)
        for number_of_case, item in enumerate(cases):
            calls = [
                {
                    'function': made['function'],
                    'inputs': [text(value) for value in made['inputs']],
                    'outputs': [
                        text(expected if isinstance(expected, Tiled) else got)
                        for got, expected in zip(
                            recorded[number_of_case, number_of_call], made['outputs']
                        )
                    ],
                }
                for number_of_call, made in enumerate(item['calls'])
            ]
            entries.append({'does': item['does'], 'tolerance': item['tolerance'], 'calls': calls})
        written[name] = entries
        print(f'{name}: {len(entries)} cases')
    (HERE / 'expected.json').write_text(json.dumps(written, indent=1) + '\n')


if __name__ == '__main__':
    main()
