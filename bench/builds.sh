#!/usr/bin/env bash
# What a learner waits for: the CPU time of each exercise's first build, and the wall time from an edit to its result.
# Usage: bench/builds.sh    (works in a clone of its own; crates must be downloaded already)
set -euo pipefail
cd "$(dirname "$0")/.."

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
git clone -q . "$place/course"
cd "$place/course"
export CARGO_NET_OFFLINE=true CARGO_TERM_QUIET=true
TIMEFORMAT='%R %U %S'

# Prints a label, then CPU seconds (user + system) or wall seconds of a command.
measure() {
    local what=$1 label=$2 goal=$3
    shift 3
    local times
    times=$({ time "$@" >/dev/null 2>&1 || true; } 2>&1)
    read -r real user sys <<<"$times"
    if [ "$what" = cpu ]; then
        printf '  %-44s %6.1f s of CPU   goal %s\n' "$label" "$(awk "BEGIN { print $user + $sys }")" "$goal"
    else
        printf '  %-44s %6.2f s          goal %s\n' "$label" "$real" "$goal"
    fi
}

echo "first build and run, nothing built before"
for case in 01-serial:15 02-pool:60 03-io-threads:75 04-threads-vs-procs:60 05-mixed:120; do
    exercise=${case%%:*}
    CARGO_TARGET_DIR="$place/cold" measure cpu "cargo run -p exercise-$exercise" "${case##*:}" \
        cargo run --locked -p "exercise-$exercise" -- --list
    rm -rf "$place/cold"
done

echo "from an edit to its result (the second of two, so that all is built)"
for exercise in 01-serial 02-pool 03-io-threads 04-threads-vs-procs 05-mixed; do
    part=$(sed -n 's/^pub mod \(.*\);/\1/p' "exercise-$exercise/src/answers/mod.rs" | head -1)
    answer="exercise-$exercise/src/answers/$part.rs"
    for round in first second; do
        for command in "run -p exercise-$exercise -- --list" "test -p exercise-$exercise -- $part"; do
            echo "// edited: $round" >>"$answer"
            # shellcheck disable=SC2086
            if [ $round = first ]; then
                cargo $command >/dev/null 2>&1 || true
            else
                measure wall "cargo $command" 1 cargo $command
            fi
        done
    done
done

echo "cargo test on a fresh clone, build included"
CARGO_TARGET_DIR="$place/tests" measure wall "cargo test" 300 cargo test --locked
