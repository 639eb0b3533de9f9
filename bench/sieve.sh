#!/usr/bin/env bash
# The lab sieve against primesieve, primal, trial division and Python: ratios of medians, all in the same rounds.
# Usage: bench/sieve.sh [ROUNDS]    (default 5, about a minute each three rounds; wants an idle machine)
# primesieve: the Debian package of that name. NumPy: whatever python3 finds, or the one of PYTHON=….
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
python=${PYTHON:-python3}

command -v "$python" >/dev/null || { echo "$python is not there, and this script needs it"; exit 1; }
cargo build -q --locked -p solutions
primal=target/bench-primal/release/bench-primal
cargo build -q --locked --release --manifest-path bench/primal/Cargo.toml --target-dir target/bench-primal ||
    echo "the crate primal cannot be built here: it is left out"
exec "$python" bench/sieve.py "$rounds" target/debug/solutions "$primal"
