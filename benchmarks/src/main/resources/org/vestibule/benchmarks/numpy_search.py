# SPDX-License-Identifier: Apache-2.0
"""The nearest two of N directions by brute force in numpy: python3 - ROWS LENGTH ROUNDS."""
import sys
import time

import numpy

rows, length, rounds = (int(text) for text in sys.argv[1:4])
random = numpy.random.default_rng(1)
matrix = random.standard_normal((rows, length), dtype=numpy.float32)
matrix /= numpy.linalg.norm(matrix, axis=1, keepdims=True)
for turn in range(-5, rounds):
    probe = random.standard_normal(length, dtype=numpy.float32)
    probe /= numpy.linalg.norm(probe)
    begin = time.perf_counter()
    cosines = matrix @ probe
    nearest = numpy.argpartition(cosines, -2)[-2:]
    end = time.perf_counter()
    assert nearest.size == 2
    if turn >= 0:
        print((end - begin) * 1000)
