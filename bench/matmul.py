"""Matrix multiplication in Python, for bench/matmul.sh: matmul.py numpy N | serial N | original N WORKERS

numpy: two matrices of floats with the operator @ (the variable OPENBLAS_NUM_THREADS says on how many threads).
serial, original: two matrices of small integers in pure Python, alone and with a pool to which each row brings both matrices.
Prints a line of JSON with the seconds.
"""

import json
import random
import sys
import time
from multiprocessing import Pool


def product_row(task):
    i, a, b = task
    return [sum(a[i][k] * b[k][j] for k in range(len(b))) for j in range(len(b[0]))]


def serial(a, b):
    return [product_row((i, a, b)) for i in range(len(a))]


def original(a, b, workers):
    with Pool(workers) as pool:
        return pool.map(product_row, [(i, a, b) for i in range(len(a))])


def integers(n):
    return [[random.randrange(-9, 10) for _ in range(n)] for _ in range(n)]


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main():
    how, n = sys.argv[1], int(sys.argv[2])
    if how == "numpy":
        import numpy

        a, b = numpy.random.rand(n, n), numpy.random.rand(n, n)
        a @ b
        wall, _ = timed(lambda: a @ b)
    elif how == "serial":
        a, b = integers(n), integers(n)
        wall, _ = timed(lambda: serial(a, b))
    else:
        a, b = integers(n), integers(n)
        wall, result = timed(lambda: original(a, b, int(sys.argv[3])))
        assert result == serial(a, b)
    print(json.dumps({"wall_s": wall}))


if __name__ == "__main__":
    main()
