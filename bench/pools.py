"""One of Python's pools on the work of `cargo bench -p common`: pools.py pool|executor|loky

Reads the name of a row on each line of standard input, answers with the seconds for one.
"""

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor

WORKERS = {"one tiny task": 1, "64 MiB": 1, "starting 8": 8}
LARGE = 64 << 20


def successor(n):
    return n + 1


def same(value):
    return value


class Pool:
    """multiprocessing.Pool, started as everywhere since Python 3.14 but on Linux: spawn."""

    def __init__(self, workers):
        self.pool = multiprocessing.get_context("spawn").Pool(workers)
        # `Pool` returns before its workers are there.
        self.pool.map(successor, range(100 * workers), 1)

    def apply(self, function, argument):
        return self.pool.apply(function, (argument,))

    def map(self, function, items, chunk):
        return self.pool.map(function, items, chunk)

    def end(self):
        self.pool.close()
        self.pool.join()


class Executor:
    def __init__(self, workers):
        self.pool = self.make(workers)
        list(self.pool.map(successor, range(100 * workers)))

    def make(self, workers):
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))

    def apply(self, function, argument):
        return self.pool.submit(function, argument).result()

    def map(self, function, items, chunk):
        return list(self.pool.map(function, items, chunksize=chunk or 1))

    def end(self):
        self.pool.shutdown()


class Loky(Executor):
    def make(self, workers):
        import loky

        return loky.ProcessPoolExecutor(workers)


def measure(kind, row):
    workers = next((n for start, n in WORKERS.items() if row.startswith(start)), 2)
    start = time.perf_counter()
    pool = kind(workers)
    started = time.perf_counter() - start
    try:
        if row.startswith("starting 8"):
            return started
        start = time.perf_counter()
        if row.startswith("one tiny task"):
            count = 1000
            for n in range(count):
                pool.apply(successor, n)
        elif "chunk 1," in row:
            count = 20_000 if kind is Pool else 5_000
            pool.map(successor, range(count), 1)
        elif "automatic" in row and kind is Pool:
            count = int(row.rsplit(", ")[-1].replace(" ", ""))
            pool.map(successor, range(count), None)
        elif row.startswith("64 MiB"):
            count = 1
            assert len(pool.apply(same, bytes(LARGE))) == LARGE
        else:
            return None
        return (time.perf_counter() - start) / count
    finally:
        pool.end()


if __name__ == "__main__":
    kind = {"pool": Pool, "executor": Executor, "loky": Loky}[sys.argv[1]]
    if kind is Loky:
        try:
            import loky  # noqa: F401
        except ImportError:
            sys.exit()
    print("ready", flush=True)
    for row in sys.stdin:
        seconds = measure(kind, row.strip())
        print("-" if seconds is None else seconds, flush=True)
