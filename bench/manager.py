"""The lab manager beside CPython's multiprocessing: microseconds for one update, medians of interleaved rounds."""

import json
import statistics
import subprocess
import sys
import time
from multiprocessing import Lock, Manager, Process, Queue, Value

UPDATES, WORKERS = 10_000, 2
SHARE = UPDATES // WORKERS

# Our row, Python's counterpart, and what we want to be: times as fast.
ROWS = [
    ("Value: add", "Value and its lock", 10),
    ("Value and Lock", "Value and its lock", 1),
    ("Queue: a message each", "Queue: put, get", 5),
    ("Dict: update", "dict and a lock", 5),
    ("Dict and Lock", "dict and a lock", 1),
]


def add_value(value):
    for _ in range(SHARE):
        with value.get_lock():
            value.value += 1


def put(queue):
    for _ in range(SHARE):
        queue.put(1)


def add_dict(counts, lock):
    for _ in range(SHARE):
        with lock:
            counts[0] += 1


def timed(target, arguments, drain=lambda: None):
    """From the first start to the last join, which adds some milliseconds for all updates together."""
    workers = [Process(target=target, args=arguments) for _ in range(WORKERS)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    drain()
    for worker in workers:
        worker.join()
    return (time.perf_counter() - start) / UPDATES * 1e6


def python_round(manager):
    value = Value("q", 0)
    yield "Value and its lock", timed(add_value, (value,))
    assert value.value == UPDATES
    queue = Queue()
    yield "Queue: put, get", timed(put, (queue,), lambda: [queue.get() for _ in range(UPDATES)])
    counts = manager.dict({0: 0})
    yield "dict and a lock", timed(add_dict, (counts, Lock()))
    assert counts[0] == UPDATES


def our_round(program):
    command = [program, "04-threads-vs-procs", "manager", "--json", "--runs", "1"]
    command += ["--size", str(UPDATES), "--workers", str(WORKERS)]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    for step in report["steps"]:
        yield step["name"], step["wall_s"] / UPDATES * 1e6


def main():
    rounds, program = int(sys.argv[1]), sys.argv[2]
    found = {}
    with Manager() as manager:
        for _ in range(rounds):
            for name, micros in [*our_round(program), *python_round(manager)]:
                found.setdefault(name, []).append(micros)
    median = {name: statistics.median(times) for name, times in found.items()}
    print(f"one of {UPDATES} updates by {WORKERS} processes, medians of {rounds} rounds, in µs")
    print(f"{'here':<24}{'':>9}   {'CPython ' + sys.version.split()[0]:<22}{'':>9}   ratio   goal")
    for ours, theirs, goal in ROWS:
        ratio = median[theirs] / median[ours]
        print(f"{ours:<24}{median[ours]:>9.2f}   {theirs:<22}{median[theirs]:>9.2f}   {ratio:>5.1f}   {goal}")


if __name__ == "__main__":
    main()
