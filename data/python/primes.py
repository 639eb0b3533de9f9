"""Counts primes by trial division, serially, with threads or with processes.

  python3 primes.py                              the ten numbers, serially
  python3 primes.py --how threads --workers 4    the same on four threads
  python3 primes.py 97 1000..2000                these numbers (the end of a range is not in it)
  python3 primes.py --count 1000000 --chunks 64 --how processes

Prints one line of JSON. The result is how many of the numbers are primes.
"""

import argparse

import measure

TEN = [1297337, 1116281, 104395303, 472882027, 533000389, 817504243, 982451653,
       112272535095293, 115280095190773, 1099726899285419]


def is_prime(n):
    """The same steps as common::primes::is_prime in Rust."""
    if n < 4:
        return n >= 2
    if n % 2 == 0:
        return False
    d = 3
    while d <= n // d:
        if n % d == 0:
            return False
        d += 2
    return True


def count_primes(chunk):
    return sum(1 for n in chunk if is_prime(n))


def chunks_of(limit, count):
    """0..limit in `count` ranges whose lengths differ by one at most."""
    edges = [limit * i // count for i in range(count + 1)]
    return [range(a, b) for a, b in zip(edges, edges[1:])]


def numbers(text):
    """For argparse: 97 or 90..100, as a range."""
    first, dots, end = text.partition("..")
    try:
        first = int(first)
        given = range(first, int(end) if dots else first + 1)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor a range such as 10..20")
    if given.stop - given.start > 10**6:
        raise argparse.ArgumentTypeError(f"{text} is more than a million numbers: use --count")
    return given


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=numbers, help="97 or 1000..2000")
    parser.add_argument("--how", choices=["serial", "threads", "processes"], default="serial")
    parser.add_argument("--workers", type=measure.number(1, 1024), default=measure.cores())
    parser.add_argument("--repeat", type=measure.number(1, 10**6), default=1,
                        help="each of the numbers so many times")
    parser.add_argument("--count", type=measure.number(0, 10**12), metavar="LIMIT",
                        help="count the primes below LIMIT instead")
    parser.add_argument("--chunks", type=measure.number(1, 10**6), default=64)
    options = parser.parse_args()
    if options.count is not None and options.numbers:
        parser.error("either numbers or --count, not both")

    if options.count is not None:
        tasks, task = chunks_of(options.count, options.chunks), count_primes
    else:
        given = [n for part in options.numbers for n in part]
        tasks, task = (given if options.numbers else TEN) * options.repeat, is_prime

    if options.how == "serial":
        measure.report("serial", 1, lambda: sum(map(task, tasks)))
    elif options.how == "threads":
        pool, start_s = measure.thread_pool(options.workers)
        measure.report("threads", options.workers, lambda: sum(pool.map(task, tasks)), start_s)
    else:
        pool = measure.ProcessPool(options.workers)
        try:
            measure.report("processes", options.workers,
                           lambda: sum(pool.map(task, tasks)), pool.start_s, pool)
        finally:
            pool.close()


if __name__ == "__main__":
    measure.run(main)
