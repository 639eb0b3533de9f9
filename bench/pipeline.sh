#!/usr/bin/env bash
# Exercise 5: the pipeline against its rivals, its files in memory, and the ratio to Python on the same work.
# Usage: bench/pipeline.sh [RUNS]    (default 7; wants an idle machine)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-7}

cargo build -q --locked -p solutions
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run -q --locked -p common --example make-data -- --out "$work/text" --kind text --size 64
target/debug/solutions 05-mixed --data "$work/text" --workers 2 --runs "$runs" --json >"$work/report.json"
target/debug/solutions 05-mixed --data "$work/text" --workers 2 --runs 1 | grep -E 'readers, |workers, |channel|in memory|at most'

if ! command -v python3 >/dev/null; then
    echo "python3 is not there: no comparison, and the figures as they are:"
    cat "$work/report.json"
    exit
fi

python3 - "$work" <<'PYTHON'
import json, statistics, subprocess, sys

work = sys.argv[1]
report = json.load(open(f"{work}/report.json"))
steps = {step["name"]: step for step in report["steps"]}
for step in report["steps"]:
    if step["status"] != "solved":
        sys.exit(f"{step['name']}: {step['status']}: {step['message']}")
wall = steps["pipeline"]["wall_s"]
print(f"\n64 files, 25 ms and {report['size']} rounds each; {report['workers']} workers on {report['cores']} cores, "
      f"median of {report['runs']} interleaved runs")
goals = {"one reader, a pool": 1.5, "a thread for each core": 1.5, "32 threads for all": 1 / 1.1}
for name, step in steps.items():
    ratio = f"   pipeline is {step['wall_s'] / wall:5.2f} × faster" if name != "pipeline" else ""
    goal = f"   goal {goals[name]:.2f}" if name in goals else ""
    print(f"  {name:<22} {step['wall_s']:7.3f} s ({step['wall_min_s']:.3f} to {step['wall_max_s']:.3f})"
          f"   busy {step['busy']:4.2f}{ratio}{goal}")
for warning in report["warnings"]:
    print(f"  careful: {warning}")

# Python gets a tenth of the rounds, and Rust the same tenth, or this would take minutes. Both may hold 18 files.
rounds = str(report["size"] // 10)
ours = json.loads(subprocess.check_output(
    ["target/debug/solutions", "05-mixed", "--data", f"{work}/text", "--workers", "2", "--readers", "8",
     "--capacity", "8", "--size", rounds, "--runs", "3", "--json"]))
ours = next(step for step in ours["steps"] if step["name"] == "pipeline")
command = [sys.executable, "data/python/pipeline.py", f"{work}/text", "--workers", "2", "--readers", "8",
           "--capacity", "18", "--latency", "25ms", "--rounds", rounds]
theirs = [json.loads(subprocess.check_output(command, timeout=600)) for _ in range(3)]
if any(run["result"]["hash"][:8] != ours["result"] for run in theirs):
    sys.exit(f"Python computes {theirs[0]['result']['hash']}, Rust {ours['result']}…")
print(f"\nthe same files and {rounds} rounds, against CPython {theirs[0]['python']} (median of 3, same fingerprint)")
for key, what in [("wall_s", "wall"), ("cpu_s", "CPU")]:
    python = statistics.median(run[key] for run in theirs)
    print(f"  {what:<5} Rust {ours[key]:7.3f} s   Python {python:7.3f} s   ratio {python / ours[key]:6.1f}")
PYTHON
