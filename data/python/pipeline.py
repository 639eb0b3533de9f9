"""Reads the files of a folder with threads, and works on their contents in a pool of processes.

  python3 pipeline.py                                        ../text
  python3 pipeline.py DIR --readers 16 --workers 2 --latency 25ms --rounds 100

At most `--capacity` files are in memory at a time. Prints one line of JSON.
"""

import argparse
import queue
import threading

import files
import measure


def fnv1a(work):
    """The 64-bit FNV-1a hash of the text, said over so many times: work that Python is slow at."""
    text, rounds = work
    value = 0xcbf29ce484222325
    for _ in range(rounds):
        for byte in text:
            value = (value ^ byte) * 0x100000001b3 & 0xffffffffffffffff
    return len(text), value


class Pipeline:
    def __init__(self, pool, paths, options):
        self.pool, self.options = pool, options
        self.paths = queue.SimpleQueue()
        for path in paths:
            self.paths.put(path)
        self.room = threading.Semaphore(options.capacity)
        self.lock = threading.Lock()
        self.in_memory = self.most_in_memory = 0
        self.results, self.skipped = [], []

    def run(self):
        """The number of files, their bytes, and the sum of their hashes, in any order the same."""
        readers = [threading.Thread(target=self.read_all, daemon=True)
                   for _ in range(self.options.readers)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        for _ in range(self.options.capacity):  # all room is free again: nothing is under way
            self.room.acquire()
        sizes, hashes = zip(*self.results or [(0, 0)])
        return {"files": len(self.results), "bytes": sum(sizes),
                "hash": f"{sum(hashes) % 2**64:016x}"}

    def read_all(self):
        while True:
            self.room.acquire()  # before reading: this is what bounds the memory
            try:
                path = self.paths.get_nowait()
            except queue.Empty:
                self.room.release()
                return
            try:
                text = files.read(path, self.options.latency)
            except OSError as error:
                self.skipped.append(str(error))
                self.room.release()
                continue
            with self.lock:
                self.in_memory += 1
                self.most_in_memory = max(self.most_in_memory, self.in_memory)
            self.pool.submit(fnv1a, (text, self.options.rounds), self.done)

    def done(self, result):
        if isinstance(result, BaseException):
            self.skipped.append(repr(result))
        else:
            self.results.append(result)
        with self.lock:
            self.in_memory -= 1
        self.room.release()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    files.folder_argument(parser)
    parser.add_argument("--readers", type=measure.number(1, 1024), default=8)
    parser.add_argument("--workers", type=measure.number(1, 1024), default=measure.cores())
    parser.add_argument("--capacity", type=measure.number(1, 10**6), default=32)
    parser.add_argument("--rounds", type=measure.number(1, 10**6), default=10)
    options = parser.parse_args()
    paths = files.files_of(parser, options)

    pool = measure.ProcessPool(options.workers)
    try:
        pipeline = Pipeline(pool, paths, options)
        measure.report("pipeline", options.workers, pipeline.run, pool.start_s, pool,
                       readers=options.readers, skipped=pipeline.skipped,
                       most_in_memory=lambda: pipeline.most_in_memory)
    finally:
        pool.close()


if __name__ == "__main__":
    measure.run(main)
