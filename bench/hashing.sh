#!/usr/bin/env bash
# The lab hashing against sha256sum under xargs, OpenSSL and Python: medians, all in the same rounds.
# Usage: bench/hashing.sh [ROUNDS]    (default 5, some seconds each; wants an idle machine and 600 MB in the temporary folder)
# sha256sum and xargs are in Debian's coreutils and findutils, openssl in the package of that name.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
python=${PYTHON:-python3}

command -v "$python" >/dev/null || { echo "$python is not there, and this script needs it"; exit 1; }
cargo build -q --locked -p solutions
exec "$python" bench/hashing.py "$rounds" target/debug/solutions
