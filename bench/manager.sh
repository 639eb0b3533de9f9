#!/usr/bin/env bash
# Exercise 4, lab manager: what one update of a shared number costs, in each way, here and in CPython; medians of rounds in
# which both take turns.
# Usage: bench/manager.sh [ROUNDS]    (default 5; about a minute; wants an idle machine)
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}

command -v python3 >/dev/null || { echo "python3 is not there, and this script needs it"; exit 1; }
cargo build -q --locked -p solutions
exec python3 bench/manager.py "$rounds" target/debug/solutions
