# What the scripts beside it read their figures with; they source it.

have() { command -v "$1" >/dev/null 2>&1; }

# value FILE STEP KEY: from the report of an exercise.
# line FILE KEY: from a script's single line.
if have jq; then
    value() { jq -r --arg step "$2" --arg key "$3" '.steps[] | select(.name == $step) | .[$key]' "$1"; }
    line() { jq -r --arg key "$2" '.[$key]' "$1"; }
elif have python3; then
    read='import json, sys; document = json.load(open(sys.argv[1])); '
    value() { python3 -c "$read"'print(next(s for s in document["steps"] if s["name"] == sys.argv[2])[sys.argv[3]])' "$@"; }
    line() { python3 -c "$read"'print(document[sys.argv[2]])' "$@"; }
else
    echo "$0 needs jq or python3 to read the reports; neither is there." >&2
    exit 2
fi

# median [FILE]: of numbers, a line each.
median() { sort -g "$@" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
