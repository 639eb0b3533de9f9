#!/usr/bin/env bash
# Lab resize: photographs of 1920 × 1080 to 300 × 300 with two workers, against Pillow and vipsthumbnail.
# Usage: bench/resize.sh [RUNS] [PHOTOGRAPHS]    (default 5 and 64; wants an idle machine; PYTHON=… names another interpreter)
# The rivals are timed with their start, a tenth of a second or two for Python: with 256 photographs it matters less.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5} photographs=${2:-64}
python=${PYTHON:-python3}

cargo build -q --locked --release -p solutions
ours=target/release/solutions
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ours" 05-mixed resize --make "$photographs" --data "$work/photographs" >/dev/null
mkdir "$work/out"

if ! command -v "$python" >/dev/null; then
    echo "python3 is not there, and this script counts with it."
    exit 1
fi
"$python" -c 'import PIL' 2>/dev/null || echo "Pillow is not installed (python3 -m venv, pip install pillow): left out."
command -v vipsthumbnail >/dev/null || echo "vipsthumbnail is not installed (Debian: libvips-tools): left out."

"$python" - "$work" "$runs" "$ours" <<'PYTHON'
import importlib.util, json, os, shutil, statistics, subprocess, sys, time

work, runs, ours = sys.argv[1], int(sys.argv[2]), sys.argv[3]
source, out = f"{work}/photographs", f"{work}/out"
photographs = sorted(os.path.join(source, name) for name in os.listdir(source))
# The whole program is timed for everybody but us: its start is a fair part of a run. Ours reports each way on its own.
resize = [ours, "05-mixed", "resize", "--data", source, "--out", f"{work}/ours", "--force", "--thumbnails", "0",
          "--workers", "2", "--runs", "1", "--json"]
rivals = {}
if importlib.util.find_spec("PIL"):
    rivals["Pillow, Pool(2)"] = [sys.executable, "bench/resize.py", source, out, "2", "plain"]
    rivals["Pillow with draft, Pool(2)"] = [sys.executable, "bench/resize.py", source, out, "2", "draft"]
if shutil.which("vipsthumbnail"):
    # Two processes of half the files each, one thread in each: two workers.
    half = len(photographs) // 2
    rivals["vipsthumbnail, two at a time"] = [photographs[:half], photographs[half:]]

def rival(command):
    start = time.perf_counter()
    if isinstance(command[0], list):
        vips = ["vipsthumbnail", "--size", "300x300!", "-o", f"{out}/%s.jpg[Q=85]"]
        processes = [subprocess.Popen(vips + part, env={**os.environ, "VIPS_CONCURRENCY": "1"}) for part in command]
        if any(process.wait() for process in processes):
            sys.exit("vipsthumbnail failed")
    else:
        subprocess.run(command, check=True)
    return time.perf_counter() - start

times = {}
for _ in range(runs):
    report = json.loads(subprocess.check_output(resize))
    for step in report["steps"]:
        if step["status"] != "solved":
            sys.exit(f"{step['name']}: {step['status']}: {step['message']}")
        times.setdefault(step["name"], []).append(step["wall_s"])
    for name, command in rivals.items():
        times.setdefault(name, []).append(rival(command))

goals = {"Pillow, Pool(2)": 2.0, "Pillow with draft, Pool(2)": 1.2, "vipsthumbnail, two at a time": 1.6}
best = min(("threads", "pipeline"), key=lambda name: statistics.median(times[name]))
base = statistics.median(times[best])
print(f"{len(photographs)} photographs of 1920 × 1080 to 300 × 300, two workers, median of {runs} interleaved runs; ratios to our {best}")
for name, each in times.items():
    median = statistics.median(each)
    goal = f"   goal {goals[name]:.1f}" if name in goals else ""
    print(f"  {name:<30} {median:7.3f} s ({min(each):.3f} to {max(each):.3f})   {median / base:5.2f} ×{goal}")
PYTHON
