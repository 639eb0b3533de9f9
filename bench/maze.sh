#!/usr/bin/env bash
# Exercise 5, lab maze: races against one solver, shared levels and both ends against a breadth-first search, and the
# ratio to Python on the same mazes.
# Usage: bench/maze.sh [RUNS]    (default 5; about two minutes; wants an idle machine)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
workers=2

cargo build -q --locked -p solutions
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for size in 30 1001 4001; do
    for loops in 0 10 100; do
        target/debug/solutions 05-mixed maze --workers $workers --runs "$runs" --size $size --loops $loops --json \
            >"$work/$size-$loops.json"
    done
done

if ! command -v python3 >/dev/null; then
    echo "python3 is not there: no comparison, and the figures as they are:"
    cat "$work"/*.json
    exit
fi

python3 - "$work" "$workers" "$runs" <<'PYTHON'
import json, subprocess, sys

work, workers, runs = sys.argv[1:]
columns = [("one solver", "race: threads"), ("one solver", "race: processes"),
           (f"best of {workers}: in turn", "best of all: threads"),
           ("breadth first", "level by level"), ("breadth first", "from both ends")]
goals = {"race: threads": "luck", "race: processes": "luck", "best of all: threads": "1.5 where it takes long",
         "level by level": "none: hardly ever", "from both ends": "1.3 in perfect mazes"}

for size in 30, 1001, 4001:
    for loops in 0, 10, 100:
        report = json.load(open(f"{work}/{size}-{loops}.json"))
        steps = {step["name"]: step for step in report["steps"]}
        kind = "perfect" if loops == 0 else f"{loops} % loops"
        print(f"\n{size} × {size}, {kind}; {report['workers']} workers on {report['cores']} cores, "
              f"median of {report['runs']} interleaved runs")
        for base, name in columns:
            if steps[name]["status"] != "solved":
                sys.exit(f"{name}: {steps[name]['status']}: {steps[name]['message']}")
            before, after = steps[base]["wall_s"], steps[name]["wall_s"]
            cpu = after * steps[name]["busy"]
            print(f"  {base:<22} {before * 1e3:10.3f} ms   {name:<22} {after * 1e3:10.3f} ms (CPU {cpu * 1e3:10.3f} ms)"
                  f"   speedup {before / after:6.2f}   goal: {goals[name]}")
        for warning in report["warnings"]:
            print(f"  careful: {warning}")

print("\nthe same mazes, perfect, against CPython: one solver, and a race of processes")
for size in "30", "301":
    program = ["target/debug/solutions", "05-mixed", "maze", "--workers", workers, "--runs", runs]
    maze = f"{work}/maze.txt"
    subprocess.check_call(program + ["--size", size, "--runs", "1", "--text", maze], stdout=subprocess.DEVNULL)
    report = json.loads(subprocess.check_output(program + ["--data", maze, "--json"]))
    ours = {step["name"]: step for step in report["steps"]}
    command = [sys.executable, "bench/maze.py", maze, "--solvers", workers, "--runs", runs]
    theirs = json.loads(subprocess.check_output(command, timeout=300))
    if str(theirs["steps"]) != ours["one solver"]["result"]:
        sys.exit(f"Python's path has {theirs['steps']} steps, Rust's {ours['one solver']['result']}")
    for name, key in [("one solver", "one_s"), ("race: processes", "race_s")]:
        rust, python = ours[name]["wall_s"], theirs[key]
        print(f"  {size:>4} × {size:<4} {name:<16} Rust {rust * 1e3:9.3f} ms   CPython {theirs['python']} {python * 1e3:9.3f} ms"
              f"   ratio {python / rust:7.1f}")
PYTHON
