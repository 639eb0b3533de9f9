#!/usr/bin/env bash
# Exercise 3 on 64 files that take 25 ms each: serial against 32 threads, and against Python.
#
#   bench/files.sh             medians of 7 runs; for others, RUNS=21 bench/files.sh
#
# The goal: 32 threads at least 25 times as fast as serial. Run it on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/figures.sh

runs=${RUNS:-7} files=64 latency=25ms workers=32
script=data/python/files.py
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

row() { awk -v name="$1" -v wall="$2" -v serial="$3" \
    'BEGIN { printf "  %-28s %8.1f ms %8.1f ×\n", name, wall * 1000, serial / wall }'; }

cargo build --quiet -p solutions
cargo run --quiet -p common --example make-data -- --out "$folder/text" --kind text --size $files
cargo run --quiet -p solutions -- 03-io-threads files --data "$folder/text" --latency $latency \
    --workers $workers --runs "$runs" --json >"$folder/rust.json"

echo "$files files, $latency each, median of $runs runs"
rust() { value "$folder/rust.json" "$1" wall_s; }
serial=$(rust serial)
row "serial" "$serial" "$serial"
for step in "scoped threads" "rayon pool"; do
    row "$step, $workers" "$(rust "$step")" "$serial"
done
awk -v serial="$serial" -v wall="$(rust "scoped threads")" \
    'BEGIN { print "  goal: 25 ×, " (serial / wall >= 25 ? "reached" : "missed") }'

if ! have python3; then
    echo "No python3 on the path, so there is nothing to compare with."
    exit
elif [ ! -f $script ]; then
    echo "$script is not there, so there is nothing to compare with."
    exit
fi
# What it takes to start the threads counts here too, as it does above.
python() {
    for _ in $(seq "$runs"); do
        python3 $script "$folder/text" --how "$1" --workers "$2" --latency $latency >"$folder/line.json"
        awk -v wall="$(line "$folder/line.json" wall_s)" -v start="$(line "$folder/line.json" start_s)" \
            'BEGIN { print wall + start }'
    done | median
}
echo "CPython $(python3 -c 'import platform; print(platform.python_version())'), the same files"
python_serial=$(python serial 1)
python_threads=$(python threads $workers)
row "serial" "$python_serial" "$python_serial"
row "threads, $workers" "$python_threads" "$python_serial"
words=$(value "$folder/rust.json" serial result | tr -d ' ')
grep -q "\"words\": $words[,}]" "$folder/line.json" || echo "Careful: they do not count the same words."
awk -v python="$python_serial" -v rust="$serial" -v pythons="$python_threads" -v rusts="$(rust "scoped threads")" \
    'BEGIN { printf "Python / Rust: serial %.2f, %s threads %.2f\n", python / rust, "'$workers'", pythons / rusts }'
