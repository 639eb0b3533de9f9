"""Counts the lines, words and bytes of all files of a folder, serially or with threads.

  python3 files.py                                          ../text, serially
  python3 files.py DIR --how threads --workers 32 --latency 25ms

The latency is slept before each file, as if it came from a disk far away. Prints one line of JSON.
"""

import argparse
import os
import time

import measure

TEXTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "text")


def listing(folder):
    """The regular files in the folder and below, sorted. Links to files count, links to folders
    are not followed, and a FIFO is left alone: opening one may take for ever."""
    paths = []
    for top, _, names in os.walk(folder):
        paths += [os.path.join(top, name) for name in names]
    return sorted(path for path in paths if os.path.isfile(path))


def read(path, latency):
    time.sleep(latency)
    with open(path, "rb") as file:
        return file.read()


def count(text):
    """Lines as Rust's str::lines has them: the last one may lack its line feed."""
    lines = text.count(b"\n") + (not text.endswith(b"\n") and text != b"")
    return lines, len(text.split()), len(text)


def folder_argument(parser):
    parser.add_argument("folder", nargs="?", default=TEXTS, help="instead of data/text")
    parser.add_argument("--latency", type=measure.seconds, default=0.0, help="for example 25ms")


def files_of(parser, options):
    paths = listing(options.folder)
    if not paths:
        parser.error(f"{options.folder}: no such folder, or no files in it")
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    folder_argument(parser)
    parser.add_argument("--how", choices=["serial", "threads"], default="serial")
    parser.add_argument("--workers", type=measure.number(1, 1024), default=measure.cores())
    options = parser.parse_args()
    paths = files_of(parser, options)
    skipped = []

    def one(path):
        try:
            return count(read(path, options.latency))
        except OSError as error:
            skipped.append(str(error))
            return None

    def total(counts):
        counts = [each for each in counts if each is not None]
        lines, words, size = (sum(column) for column in zip(*counts or [(0, 0, 0)]))
        return {"files": len(counts), "lines": lines, "words": words, "bytes": size}

    if options.how == "serial":
        measure.report("serial", 1, lambda: total(map(one, paths)), skipped=skipped)
    else:
        pool, start_s = measure.thread_pool(options.workers)
        measure.report("threads", options.workers, lambda: total(pool.map(one, paths)), start_s,
                       skipped=skipped)


if __name__ == "__main__":
    measure.run(main)
