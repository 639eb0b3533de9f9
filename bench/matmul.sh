#!/usr/bin/env bash
# The lab `matmul` at 1024 × 1024 against the crate matrixmultiply on as many threads, NumPy, and the Python original.
# Usage: [PYTHON=…] bench/matmul.sh [RUNS]    (default 3; wants an idle machine, and a minute of it)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-3} python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null; then
    echo "bench/matmul.sh needs python3 to read the reports; it is not there." >&2
    exit 2
fi
cargo build -q --locked -p solutions
cargo build -q --locked --manifest-path bench/matmul/Cargo.toml

"$python" - "$runs" <<'PYTHON'
import json, os, statistics, subprocess, sys

runs, size, workers = int(sys.argv[1]), 1024, 2
walls = {}

def note(name, wall):
    walls.setdefault(name, []).append(wall)

def out(*command, **variables):
    environment = os.environ | variables
    return json.loads(subprocess.check_output(command, timeout=600, env=environment))

def lab(size, *options):
    command = ["target/debug/solutions", "02-pool", "matmul", "--workers", str(workers), "--json", "--size", str(size)]
    steps = out(*command, *options)["steps"]
    assert all(step["status"] == "solved" for step in steps), steps
    return {step["name"]: step["wall_s"] for step in steps}

def python(*arguments, **variables):
    return out(sys.executable, "bench/matmul.py", *map(str, arguments), **variables)["wall_s"]

try:
    import numpy
except ImportError:
    numpy = None

for _ in range(runs):
    for step, wall in lab(size, "--runs", "3").items():  # a median; the others warm up too
        note(step, wall)
    for threads in [1, workers]:
        crate = out("bench/matmul/target/debug/bench-matmul", str(size), MATMUL_NUM_THREADS=str(threads))
        note(f"crate {threads}", crate["wall_s"])
        if numpy:
            note(f"numpy {threads}", python("numpy", size, OPENBLAS_NUM_THREADS=str(threads)))

wall = {name: statistics.median(all) for name, all in walls.items()}
naive = wall["naive"]
print(f"f64, {size} × {size}, {workers} workers on {os.cpu_count()} cores, median of {runs} interleaved runs")
def row(name, title):
    speed = 2 * size**3 / wall[name] / 1e9
    spread = f"({min(walls[name]) * 1e3:.0f} to {max(walls[name]) * 1e3:.0f})"
    print(f"  {title:<34} {wall[name] * 1e3:8.1f} ms {spread:>16} {speed:8.2f} GFLOP/s {naive / wall[name]:8.1f} × naive")

for name in ["naive", "transposed", "loop order", "rows, one thread", "rows, threads", "initializer", "shared array",
             "blocked", "blocked, threads"]:
    row(name, name)
row("crate 1", "matrixmultiply, one thread")
row(f"crate {workers}", f"matrixmultiply, {workers} threads")
if numpy:
    row("numpy 1", f"NumPy {numpy.__version__}, one thread")
    row(f"numpy {workers}", f"NumPy, {workers} threads")
else:
    print("  NumPy is not installed for this Python, so it is missing here.")

best = wall["blocked, threads"]
def goal(what, value, least):
    print(f"  {what:<66} {value:6.2f}   goal {least:.2f}, {'reached' if value >= least else 'missed'}")

goal("efficiency of rows on threads", wall["rows, one thread"] / wall["rows, threads"] / workers, 0.9)
goal("blocked on threads, times as fast as the naive loops on one", naive / best, 20)
goal("blocked on threads, as a share of matrixmultiply on as many", wall[f"crate {workers}"] / best, 0.3)
if numpy:
    print(f"  {'blocked on threads, as a share of NumPy on as many':<66} {wall[f'numpy {workers}'] / best:6.2f}")

print("\nagainst the Python original: small integers, a task for each row, both matrices with each task (median of 3)")
for n in [10, 128]:
    ours = lab(n, "--numbers", "i64", "--runs", "21")
    serial, pool = (statistics.median(python(*how) for _ in range(3))
                    for how in [("serial", n), ("original", n, workers)])
    for title, step, theirs in [("serial, naive loops", "naive", serial), ("serial, loop order", "loop order", serial),
                                ("processes, matrix with each row", "matrix with each row", pool),
                                ("processes, initializer", "initializer", pool)]:
        print(f"  {n:>3} × {n:<3} {title:<34} Rust {ours[step] * 1e3:9.3f} ms   Python {theirs * 1e3:9.3f} ms"
              f"   ratio {theirs / ours[step]:8.1f}")
PYTHON
