#!/usr/bin/env python3
"""Draws what a command prints as a terminal, in SVG: docs/picture.py OUT.svg -- COMMAND [ARG ...]"""

import html
import subprocess
import sys

if len(sys.argv) < 4 or sys.argv[2] != "--":
    sys.exit(__doc__)
command = sys.argv[3:]
printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
lines = ["$ " + " ".join(command), *printed.rstrip().splitlines()]

WIDTH, HEIGHT, MARGIN = 8.43, 19, 18
columns = max(82, max(map(len, lines)))
width, height = columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN + 18
out = [
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}">',
    f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1d2021"/>',
    *(f'<circle cx="{MARGIN + 4 + 18 * i}" cy="17" r="5.5" fill="#504945"/>' for i in range(3)),
    '<g font-family="ui-monospace, \'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="14" fill="#ebdbb2">',
]
for row, line in enumerate(lines):
    y = MARGIN + 32 + row * HEIGHT
    fill = ' fill="#b8bb26"' if row == 0 else ""
    # textLength keeps the columns in line whatever font the reader's machine has.
    length = f' textLength="{len(line) * WIDTH:.1f}" lengthAdjust="spacingAndGlyphs"' if line else ""
    out.append(f'<text x="{MARGIN}" y="{y}" xml:space="preserve"{fill}{length}>{html.escape(line)}</text>')
out.append("</g></svg>")
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write("\n".join(out) + "\n")
