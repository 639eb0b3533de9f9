#!/usr/bin/env bash
# Exercise 3, the lab crawler: 500 pages, 20 ms each, 32 threads; against the same client with a plain list of the same
# addresses, and against Python.
#
#   bench/crawler.sh             medians of 5 runs; for others, RUNS=21 bench/crawler.sh
#
# The goal: the frontier at 0.9 times the speed of the plain list, or better. Run it on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/figures.sh

runs=${RUNS:-5} pages=500 latency=20ms workers=32
folder=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT

cargo build --quiet -p solutions
cargo run --quiet -p common --example make-data -- --out "$folder/site" --kind site --size $pages
# Some links are broken: there are a few more addresses than pages, and none is to be left out.
crawler=(target/debug/solutions 03-io-threads crawler --data "$folder/site" --latency $latency --size $((2 * pages)))

if have python3; then
    "${crawler[@]}" --serve >"$folder/address" &
    server=$!
    until [ -s "$folder/address" ]; do sleep 0.1; done
    address=$(sed -E 's/.* at ([^,]*),.*/\1/' "$folder/address")
fi

steps=("serial" "level by level" "frontier" "all known beforehand" "level by level: 5" "frontier: 5")
for run in $(seq "$runs"); do
    echo "run $run of $runs" >&2
    "${crawler[@]}" --workers $workers --runs 1 --json >"$folder/rust.json"
    for step in "${steps[@]}"; do
        value "$folder/rust.json" "$step" wall_s >>"$folder/$step"
    done
    if have python3; then
        for threads in 5 $workers; do
            python3 bench/crawler.py "$address" $threads >"$folder/line.json"
            line "$folder/line.json" wall_s >>"$folder/python: $threads"
        done
    fi
done

fetched=$(value "$folder/rust.json" serial result | sed 's/,.*//' | tr -d ' ')
echo "$pages pages, $fetched addresses with the broken links, $latency each, $workers threads or 5, median of $runs runs"
row() {
    awk -v name="$1" -v wall="$(median "$folder/$1")" -v pages="$fetched" \
        'BEGIN { printf "  %-24s %9.1f ms %8.0f pages a second\n", name, wall * 1000, pages / wall }'
}
for step in "${steps[@]}"; do row "$step"; done
ratio=$(awk -v frontier="$(median "$folder/frontier")" -v list="$(median "$folder/all known beforehand")" 'BEGIN { print list / frontier }')
awk -v ratio="$ratio" \
    'BEGIN { printf "  frontier / plain list: %.2f; goal 0.90, %s\n", ratio, (ratio >= 0.9 ? "reached" : "missed") }'

if ! have python3; then
    echo "No python3 on the path, so there is nothing to compare with."
    exit
fi
echo "CPython $(python3 -c 'import platform; print(platform.python_version())'), urllib and ThreadPoolExecutor, the same server"
row "python: 5"
row "python: $workers"
[ "$(line "$folder/line.json" pages)" = "$fetched" ] || echo "Careful: they do not fetch the same pages."
