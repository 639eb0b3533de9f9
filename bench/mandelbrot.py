"""The lab as Python has it: plain loops over complex numbers, rows on a multiprocessing.Pool. Prints one line of JSON."""

import json
import sys
import time
from multiprocessing import Pool

WIDTH, HEIGHT, LIMIT = 640, 480, 1000
DX, DY = 3.5 / WIDTH, 2.0 / HEIGHT


def escape(c):
    z = 0j
    for n in range(LIMIT):
        if abs(z) > 2:
            return n
        z = z * z + c
    return LIMIT


def row(y):
    cy = (HEIGHT / 2 - y - 0.5) * DY
    return [escape(complex(-0.75 + (x + 0.5 - WIDTH / 2) * DX, cy)) for x in range(WIDTH)]


if __name__ == "__main__":
    workers = int(sys.argv[1])
    start = time.perf_counter()
    with Pool(workers) as pool:
        rows = pool.map(row, range(HEIGHT), chunksize=1)
    wall = time.perf_counter() - start
    print(json.dumps({"wall_s": wall, "iterations": sum(map(sum, rows))}))
