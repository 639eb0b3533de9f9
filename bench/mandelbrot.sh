#!/usr/bin/env bash
# The lab `mandelbrot` against C, against itself on two workers, and against Python; 640 × 480, 1000 iterations.
# Usage: bench/mandelbrot.sh [RUNS]    (default 7; wants an idle machine; some two minutes)
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-7}

if ! command -v python3 >/dev/null; then
    echo "bench/mandelbrot.sh needs python3 to read the reports; it is not there." >&2
    exit 2
fi
cargo build -q --locked -p solutions
cargo build -q --locked --manifest-path bench/mandelbrot/Cargo.toml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for compiler in cc gcc clang none; do
    command -v $compiler >/dev/null && break
done
if [ $compiler != none ]; then
    $compiler -O3 -march=native -o "$work/native" bench/mandelbrot.c
    $compiler -O3 -march=native -ffp-contract=off -o "$work/exact" bench/mandelbrot.c
fi

python3 - "$work" "$runs" "$compiler" <<'PYTHON'
import json, os, statistics, subprocess, sys

work, runs, compiler = sys.argv[1], int(sys.argv[2]), sys.argv[3]
has_c = compiler != "none"
out = lambda *command: subprocess.check_output(command, timeout=600)
lab = lambda *options: json.loads(out("target/debug/solutions", "02-pool", "mandelbrot", "--workers", "2", "--runs", "1",
                                      "--json", "--out", f"{work}/a.png", *options))
simd = "bench/mandelbrot/target/debug/bench-mandelbrot"

walls, cpus = {}, {}
def note(name, wall, cpu=None):
    walls.setdefault(name, []).append(wall)
    cpus.setdefault(name, []).append(cpu)

for _ in range(runs):
    for prefix, options in [("", []), ("large: ", ["--size", "1600"])]:
        for step in lab(*options)["steps"]:
            assert step["status"] == "solved", step
            note(prefix + step["name"], step["wall_s"], step["cpu_s"])
    if has_c:
        for name in ["native", "exact"]:
            run = json.loads(out(f"{work}/{name}"))
            note(name, run["wall_s"], run["cpu_s"])
    run = json.loads(out(simd))
    note("dispatch", run["wall_s"], run["cpu_s"])
for _ in range(min(runs, 3)):
    note("python", json.loads(out(sys.executable, "bench/mandelbrot.py", "2"))["wall_s"])

wall = {name: statistics.median(all) for name, all in walls.items()}
cpu = {name: statistics.median(all) for name, all in cpus.items() if None not in all}
spread = lambda name: f"({min(walls[name]):.3f} to {max(walls[name]):.3f})"

print(f"two workers, median of {runs} interleaved runs")
for size, prefix in [("640 × 480", ""), ("1600 × 1200", "large: ")]:
    print(f" {size}")
    serial = wall[prefix + "serial"]
    for step, goal in [("serial", ""), ("even split", ""), ("dynamic rows", "goal 0.90"), ("processes", "goal 0.90")]:
        name = prefix + step
        efficiency = "" if step == "serial" else f"efficiency {serial / wall[name] / 2:.2f}  {goal}"
        print(f"  {step:<28} {wall[name]:7.3f} s {spread(name):<19} {efficiency}")
    serial = wall[prefix + "shifted: serial"]
    for step in ["shifted: even split", "shifted: dynamic rows"]:
        name = prefix + step
        print(f"  {step:<28} {wall[name]:7.3f} s {spread(name):<19} efficiency {serial / wall[name] / 2:.2f}")
    worse = wall[prefix + "shifted: even split"] / wall[prefix + "shifted: dynamic rows"]
    print(f"  the even split of the shifted view takes {worse:.2f} × as long as dynamic rows")

print("\none thread, 640 × 480; CPU time, so that other programs count less")
if has_c:
    print(f"  C, {compiler} -O3 -march=native      {cpu['native']:7.3f} s   (with fused multiply-add where the processor has it)")
    print(f"  C, … -ffp-contract=off        {cpu['exact']:7.3f} s   (the arithmetic of the lab)")
    for step, goal in [("serial", "goal 1.00"), ("several at once", "goal 3.00"), ("dispatch", "by the crate fearless_simd")]:
        ratios = " and ".join(f"{cpu[name] / cpu[step]:.2f}" for name in ["native", "exact"])
        print(f"  {step:<28} {cpu[step]:7.3f} s   C / Rust {ratios}   {goal}")
    for name, how in [("exact", "without fused multiply-add"), ("native", "as gcc has it by default")]:
        out(f"{work}/{name}", f"{work}/counts")
        differ = int(out(simd, f"{work}/counts"))
        print(f"  pixels that C counts otherwise, {how}: {differ} of 307200")
else:
    print("  no C compiler on the path, so there is nothing to compare with")

python = wall["python"]
print(f"\nagainst CPython {sys.version.split()[0]}, multiprocessing.Pool(2): {python:.2f} s")
for name in ["processes", "… on all workers"]:
    print(f"  {name:<28} {wall[name]:7.3f} s   ratio {python / wall[name]:6.0f}")
PYTHON
