"""The lab hashing, sha256sum under xargs, OpenSSL and Python on the same two trees, in turn."""

import hashlib
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

WORKERS = 2
KIB, MIB = 1 << 10, 1 << 20
PEER, IN_BATCHES = f"xargs -P{WORKERS} sha256sum", f"xargs -P{WORKERS} -n 50 sha256sum"


def make(tree, small, average, large, size):
    """`small` files of so many bytes on average, and `large` ones of `size` bytes; the seed is fixed."""
    numbers = random.Random(5)
    for i in range(small):
        folder = os.path.join(tree, f"{i // 100:03}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"small-{i:05}"), "wb") as file:
            file.write(numbers.randbytes(numbers.randrange(2 * average)))
    for i in range(large):
        with open(os.path.join(tree, f"z-large-{i}"), "wb") as file:
            for _ in range(size // MIB):
                file.write(numbers.randbytes(MIB))


def files(tree):
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(tree) for name in names)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def xargs(options, command, tree):
    if not all(shutil.which(program) for program in ["bash", "find", "xargs", command.split()[0]]):
        return None
    whole = f"set -o pipefail; cd '{tree}'; find . -type f -print0 | xargs -0 {options} {command} >/dev/null"
    return timed(lambda: subprocess.run(["bash", "-c", whole], check=True))


def hashed(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(8192):
            digest.update(chunk)
    return digest.hexdigest()


def python(tree):
    paths = files(tree)
    with ThreadPoolExecutor(WORKERS) as pool:
        return timed(lambda: list(pool.map(hashed, paths)))


def ours(program, tree):
    """The serial step and TODO(3). The time is the step's: starting the program is a few milliseconds more."""
    arguments = ["03-io-threads", "hashing", "--data", tree, "--runs", "1", "--sweep", str(WORKERS), "--json"]
    report = json.loads(subprocess.run([program, *arguments], check=True, capture_output=True).stdout)
    steps = {step["name"]: step["wall_s"] for step in report["steps"]}
    return steps["serial, 8 KiB chunks"], steps["threads"]


def rounds(count, program, tree):
    names = ["serial", "threads", PEER, IN_BATCHES, "openssl dgst, serial", f"Python, {WORKERS} threads"]
    times = {name: [] for name in names}
    for _ in range(count):
        serial, threads = ours(program, tree)
        found = [
            serial,
            threads,
            xargs(f"-P{WORKERS}", "sha256sum", tree),
            xargs(f"-P{WORKERS} -n 50", "sha256sum", tree),
            xargs("", "openssl dgst -sha256", tree),
            python(tree),
        ]
        for name, wall in zip(names, found):
            times[name].append(wall)
    return {name: None if None in walls else statistics.median(walls) for name, walls in times.items()}


def table(title, tree, medians):
    sizes = [os.path.getsize(path) for path in files(tree)]
    print(f"\n{title}: {len(sizes)} files, {sum(sizes) / 1e6:.0f} MB, the largest {max(sizes) / 1e6:.0f} MB")
    for name, wall in medians.items():
        if wall is None:
            print(f"  {name:<32} not installed here: left out")
        else:
            print(f"  {name:<32} {wall * 1e3:8.1f} ms {sum(sizes) / wall / 1e6:8.0f} MB/s")
    return sum(sizes), max(sizes)


def goal(text, value, wanted, reached):
    print(f"  {text:<58} {value:6.2f}   goal {wanted}: {'reached' if reached else 'missed'}")


def main():
    count, program = int(sys.argv[1]), os.path.abspath(sys.argv[2])
    print(f"{os.cpu_count()} cores, {WORKERS} workers, median of {count} rounds, files in memory")
    with tempfile.TemporaryDirectory() as folder:
        mixed, huge = os.path.join(folder, "mixed"), os.path.join(folder, "huge")
        make(mixed, 2_000, 32 * KIB, 8, 16 * MIB)
        make(huge, 4_000, 24 * KIB, 1, 144 * MIB)

        medians = rounds(count, program, mixed)
        table("2000 small and 8 large files", mixed, medians)
        peer = medians[PEER]
        if peer:
            ratio = peer / medians["threads"]
            goal("throughput of threads / xargs -P2 sha256sum", ratio, "≥ 1.4", ratio >= 1.4)
        peer = medians[IN_BATCHES]
        if peer:
            print(f"  {'throughput of threads / xargs -P2 -n 50 sha256sum':<58} {peer / medians['threads']:6.2f}")
        peer = medians["openssl dgst, serial"]
        if peer:
            print(f"  {'throughput of serial / openssl dgst':<58} {peer / medians['serial']:6.2f}")

        medians = rounds(count, program, huge)
        total, largest = table("one huge file and 4000 small ones", huge, medians)
        # No order is better than both cores busy all the time, or one of them with the huge file all the time.
        best = medians["serial"] * max(1 / WORKERS, largest / total)
        ratio = medians["threads"] / best
        goal("time of threads / the least that any order can take", ratio, "≤ 1.15", ratio <= 1.15)


main()
