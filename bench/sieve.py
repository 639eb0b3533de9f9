"""The lab sieve beside its peers, in interleaved rounds: sieve.py ROUNDS SOLUTIONS PRIMAL (see sieve.sh)."""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

LIMIT = 10**9
# What Python gets: ten times as much would take it half a minute a round, and a gigabyte.
FEWER = 10**8
COUNTS = {LIMIT: 50_847_534, FEWER: 5_761_455}
WORKERS = 2

ROUNDS, SOLUTIONS, PRIMAL = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def cpu_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def ours(limit):
    """Every step of the reference answer: its name, wall and CPU seconds."""
    command = [SOLUTIONS, "02-pool", "sieve", "--size", str(limit), "--workers", str(WORKERS),
               "--runs", "1", "--json"]
    report = json.loads(subprocess.check_output(command))
    for step in report["steps"]:
        assert step["status"] == "solved", step
    return {step["name"]: (step["wall_s"], step["cpu_s"]) for step in report["steps"]}


def primesieve(limit, threads):
    before = cpu_of_children()
    text = subprocess.check_output(
        ["primesieve", str(limit), f"--threads={threads}", "--no-status"], text=True)
    assert str(COUNTS[limit]) in text, text
    return float(re.search(r"Seconds: ([0-9.]+)", text)[1]), cpu_of_children() - before


def primal(limit):
    before = cpu_of_children()
    text = subprocess.run([PRIMAL], input=f"{limit}\n", capture_output=True, text=True).stdout
    seconds, count = text.splitlines()[1].split()
    assert int(count) == COUNTS[limit], text
    return float(seconds), cpu_of_children() - before


def plain_python(limit):
    """Odd numbers only, in one piece, struck by slices: as fast as it gets without a library."""
    flags = bytearray(b"\1") * (limit // 2)
    flags[0] = 0
    for i in range(1, int((limit - 1) ** 0.5) // 2 + 1):
        if flags[i]:
            p = 2 * i + 1
            flags[p * p // 2::p] = bytes(len(range(p * p // 2, len(flags), p)))
    return 1 + sum(flags)


def with_numpy(limit):
    import numpy
    flags = numpy.ones(limit // 2, dtype=numpy.bool_)
    flags[0] = False
    for i in range(1, int((limit - 1) ** 0.5) // 2 + 1):
        if flags[i]:
            p = 2 * i + 1
            flags[p * p // 2::p] = False
    return 1 + int(numpy.count_nonzero(flags))


def python(function, limit):
    wall, cpu = time.perf_counter(), time.process_time()
    assert function(limit) == COUNTS[limit]
    return time.perf_counter() - wall, time.process_time() - cpu


def contenders():
    """What runs in each round, by the limit: (name, function that gives (wall, CPU))."""
    found = []
    if shutil.which("primesieve"):
        for threads in (1, WORKERS):
            found.append((LIMIT, f"primesieve, {threads}", lambda n=threads: primesieve(LIMIT, n)))
    else:
        print("primesieve is not installed (Debian: apt-get install primesieve): left out")
    if os.path.exists(PRIMAL):
        found.append((LIMIT, "primal, 1", lambda: primal(LIMIT)))
    found.append((FEWER, "Python", lambda: python(plain_python, FEWER)))
    try:
        import numpy  # noqa: F401
        found.append((FEWER, "NumPy", lambda: python(with_numpy, FEWER)))
    except ImportError:
        print("NumPy is not installed: left out")
    return found


def main():
    peers = contenders()
    times = {LIMIT: {}, FEWER: {}}
    for round in range(ROUNDS):
        print(f"\rround {round + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
        for limit in (LIMIT, FEWER):
            for name, both in ours(limit).items():
                times[limit].setdefault(name, []).append(both)
        for limit, name, run in peers:
            times[limit].setdefault(name, []).append(run())
    print("\r", end="", file=sys.stderr)

    def median(limit, name, which=0):
        runs = times[limit].get(name)
        return runs and statistics.median(run[which] for run in runs)

    for limit in (LIMIT, FEWER):
        print(f"\nprimes below {limit:,}; {WORKERS} workers, median of {ROUNDS} rounds"
              f" (trial division and the sieve in one piece: below 5,000,000)")
        for name in times[limit]:
            if not name.startswith("base"):
                wall, cpu = median(limit, name), median(limit, name, 1)
                print(f"  {name:<22} {wall * 1e3:9.1f} ms   CPU {cpu * 1e3:9.1f} ms")

    def compare(what, limit, ours, theirs, goal=""):
        if median(limit, theirs):
            wall = median(limit, ours) / median(limit, theirs)
            cpu = median(limit, ours, 1) / median(limit, theirs, 1)
            print(f"  {what:<46} {wall:8.2f}   CPU {cpu:8.2f}   {goal}")

    print("\nour time / theirs")
    compare("wheel, 2 threads / primesieve, 2", LIMIT, "wheel, threads", f"primesieve, {WORKERS}", "goal ≤ 3")
    compare("segments, 2 threads / primesieve, 2", LIMIT, "segments, threads", f"primesieve, {WORKERS}")
    compare("wheel / primesieve, 1", LIMIT, "wheel, serial", "primesieve, 1")
    compare("wheel / primal, one thread", LIMIT, "wheel, serial", "primal, 1")

    print("\ntheir time / ours")
    compare("Python / segments", FEWER, "Python", "segments, serial")
    compare("Python / wheel, 2 threads", FEWER, "Python", "wheel, threads")
    compare("NumPy / wheel, 2 threads", FEWER, "NumPy", "wheel, threads")
    compare("trial division / sieve in one piece", LIMIT, "trial division", "sieve in one piece", "seen 600")

    print("\nefficiency on 2 threads")
    for what, serial, parallel in [("trial division", "trial division", "trial, all workers"),
                                   ("segments", "segments, serial", "segments, threads"),
                                   ("wheel", "wheel, serial", "wheel, threads")]:
        efficiency = median(LIMIT, serial) / median(LIMIT, parallel) / WORKERS
        print(f"  {what:<46} {efficiency:8.2f}")


if __name__ == "__main__":
    main()
