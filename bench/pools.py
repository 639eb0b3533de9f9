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


def give(queue, count):
    for n in range(count + 1):
        queue.put(n)


def take(queue, count, result):
    queue.get()
    start = time.perf_counter()
    for _ in range(count):
        queue.get()
    result.put((time.perf_counter() - start) / count)


def echo(there, back, count):
    for _ in range(count):
        back.put(there.get())


def queue_items(context):
    count = 50_000
    queue, result = context.Queue(), context.Queue()
    processes = [
        context.Process(target=take, args=(queue, count, result)),
        context.Process(target=give, args=(queue, count)),
    ]
    for process in processes:
        process.start()
    seconds = result.get()
    for process in processes:
        process.join()
    return seconds


def queue_latency(context):
    count = 2_000
    there, back = context.Queue(), context.Queue()
    process = context.Process(target=echo, args=(there, back, count + 1))
    process.start()
    there.put(0)
    back.get()
    start = time.perf_counter()
    for n in range(count):
        there.put(n)
        back.get()
    seconds = (time.perf_counter() - start) / (2 * count)
    process.join()
    return seconds


def manager_update(context):
    count = 1_000
    with context.Manager() as manager:
        numbers = manager.dict(n=0)
        start = time.perf_counter()
        for _ in range(count):
            numbers["n"] = numbers["n"] + 1
        return (time.perf_counter() - start) / count


OBJECTS = {
    "items a second through a queue": queue_items,
    "one item through a queue": queue_latency,
    "changing a managed dict": manager_update,
}


def measure(kind, row):
    for start, measured in OBJECTS.items():
        if row.startswith(start):
            return measured(multiprocessing.get_context("spawn")) if kind is Pool else None
    if not any(word in row for word in ("task", "worker", "64 MiB there")):
        return None
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
