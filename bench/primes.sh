#!/usr/bin/env bash
# Exercise 2 against the Python original: efficiency of threads and processes, and the ratio on the same work.
# Usage: bench/primes.sh [RUNS]    (default 7; wants an idle machine)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-7}
workers=2

cargo build -q --locked -p solutions
report=$(mktemp)
trap 'rm -f "$report"' EXIT
target/debug/solutions 02-pool --workers $workers --runs "$runs" --json >"$report"

if ! command -v python3 >/dev/null; then
    echo "python3 is not there: no comparison, and the figures as they are:"
    cat "$report"
    exit
fi

python3 - "$report" "$workers" <<'PYTHON'
import json, statistics, subprocess, sys

report = json.load(open(sys.argv[1]))
workers = sys.argv[2]
print(f"count the primes below {report['size']:,}; {report['workers']} workers on {report['cores']} cores, "
      f"median of {report['runs']} interleaved runs")
goals = {"thread pool": 0.93, "process pool": 0.90}
for step in report["steps"]:
    goal = f"   goal {goals[step['name']]:.2f}" if step["name"] in goals else ""
    efficiency = f"   efficiency {step['efficiency']:.3f}{goal}" if step["efficiency"] else ""
    print(f"  {step['name']:<22} {step['wall_s']:8.3f} s ({step['wall_min_s']:.3f} to {step['wall_max_s']:.3f})"
          f"   speedup {step['speedup']:5.2f}{efficiency}")

# Python gets a tenth of the numbers, and Rust the same tenth, or this would take minutes.
size = report["size"] // 10
ours = json.loads(subprocess.check_output(
    ["target/debug/solutions", "02-pool", "--size", str(size), "--workers", workers, "--runs", "3", "--json"]))
ours = {step["name"]: step for step in ours["steps"]}
print(f"\nthe same below {size:,}, against CPython (median of 3)")
for how, name in [("serial", "serial"), ("threads", "thread pool"), ("processes", "process pool")]:
    command = [sys.executable, "data/python/primes.py", "--how", how, "--workers", workers,
               "--count", str(size), "--chunks", "64"]
    theirs = [json.loads(subprocess.check_output(command, timeout=300)) for _ in range(3)]
    wall = statistics.median(run["wall_s"] for run in theirs)
    print(f"  {name:<22} Rust {ours[name]['wall_s']:7.3f} s   Python {wall:7.3f} s   ratio {wall / ours[name]['wall_s']:6.1f}")
PYTHON
