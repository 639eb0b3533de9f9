"""What the scripts share: pools that are up before the clock starts, and the CPU time of all.

Needs nothing but CPython 3.8 or later.
"""

import argparse
import json
import multiprocessing
import os
import platform
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

_barrier = None  # in a worker process: where it meets the others once they are all up


def thread_pool(workers):
    """An executor whose threads all run already, and how many seconds that took."""
    start = time.perf_counter()
    pool = ThreadPoolExecutor(workers)
    barrier = threading.Barrier(workers)
    for task in [pool.submit(barrier.wait, 60) for _ in range(workers)]:
        task.result()
    return pool, time.perf_counter() - start


class ProcessPool:
    """A multiprocessing.Pool whose processes all run already. It knows what CPU time they used.

    It waits for ever when one of them is killed, as every multiprocessing.Pool does.
    """

    def __init__(self, workers):
        start = time.perf_counter()
        barrier = multiprocessing.Barrier(workers)
        self.pool = multiprocessing.Pool(workers, _begin, (barrier,))
        # Nobody passes the barrier before all have come, so each process takes one of these tasks.
        self.idle = dict(self.pool.map(_ready, range(workers), chunksize=1))
        self.used = dict(self.idle)
        self.start_s = time.perf_counter() - start

    def map(self, function, items):
        """The results in the order of the items. Each item is a task of its own."""
        replies = self.pool.map(partial(_counted, function), items, chunksize=1)
        return [self._note(reply) for reply in replies]

    def submit(self, function, item, done):
        """Calls done(result), or done(error), in a thread of this process."""
        task = partial(_counted, function)
        self.pool.apply_async(task, (item,), {}, lambda reply: done(self._note(reply)), done)

    def cpu(self):
        """Seconds of CPU time that the processes used for their tasks so far."""
        return sum(self.used[pid] - self.idle[pid] for pid in self.idle)

    def close(self):
        self.pool.terminate()
        self.pool.join()

    def _note(self, reply):
        result, pid, cpu = reply
        self.used[pid] = max(self.used[pid], cpu)
        return result


def _begin(barrier):
    global _barrier
    _barrier = barrier
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and it ends us.


def _ready(_):
    _barrier.wait(60)
    return os.getpid(), time.process_time()


def _counted(function, item):
    return function(item), os.getpid(), time.process_time()


def report(how, workers, work, start_s=0.0, pool=None, **more):
    """Runs work() under the clock and prints one line of JSON.

    wall_s and cpu_s are about the work alone; start_s is what it took to start the pool.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if pool is not None:
        cpu += pool.cpu()
    line = {"how": how, "workers": workers, "result": result, "wall_s": round(wall, 6),
            "cpu_s": round(cpu, 6), "start_s": round(start_s, 6),
            "python": platform.python_version()}
    line.update((key, value() if callable(value) else value) for key, value in more.items())
    print(json.dumps(line))


def run(main):
    """Runs main and ends at once and quietly on Ctrl-C, whatever threads are still busy."""
    try:
        main()
    except KeyboardInterrupt:
        sys.stdout.flush()
        os._exit(130)


def number(least, most):
    """For argparse: a whole number within limits."""
    def parse(text):
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{value} is not from {least} to {most}")
        return value
    return parse


def seconds(text):
    """For argparse: 25ms, 0.5s or 0."""
    for unit, factor in (("ms", 0.001), ("s", 1.0), ("", 1.0)):
        if text.endswith(unit):
            try:
                value = float(text[:len(text) - len(unit)]) * factor
            except ValueError:
                break
            if 0 <= value <= 3600:
                return value
            break
    raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 25ms or 0.5s")


def cores():
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
