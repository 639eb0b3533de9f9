"""Races solvers through a maze in processes, as a Python course would: the first path wins, the others stop.

  python3 maze.py MAZE.txt --solvers 2 --runs 3

Prints one line of JSON: the length of the path, the median of one solver alone and of the race.
"""

import argparse
import json
import multiprocessing
import platform
import queue
import statistics
import time


def read(path):
    with open(path) as file:
        rows = file.read().split()
    places = {mark: (y, x) for y, row in enumerate(rows) for x, mark in enumerate(row) if mark in "SE"}
    return rows, places["S"], places["E"]


def search(maze, order, stop):
    """Depth first: on as far as it goes, and back where it does not. None: stopped, or no way out."""
    rows, start, end = maze
    came, stack, steps = {start: None}, [start], 0
    while stack:
        steps += 1
        if steps % 64 == 0 and stop():
            return None
        y, x = cell = stack[-1]
        if cell == end:
            break
        for dy, dx in order:
            beside = y + dy, x + dx
            if (0 <= beside[0] < len(rows) and 0 <= beside[1] < len(rows[0])
                    and rows[beside[0]][beside[1]] != "#" and beside not in came):
                came[beside] = cell
                stack.append(beside)
                break
        else:
            stack.pop()
    else:
        return None
    path = []
    while cell:
        path.append(cell)
        cell = came[cell]
    return path[::-1]


def runner(maze, order, found, lock, results):
    path = search(maze, order, found.is_set)
    with lock:  # the look and the step, together: the original of this program had no lock
        if not found.is_set():
            found.set()
            results.put(path)


def race(maze, orders):
    found, lock, results = multiprocessing.Event(), multiprocessing.Lock(), multiprocessing.Queue()
    runners = [multiprocessing.Process(target=runner, args=(maze, order, found, lock, results)) for order in orders]
    for process in runners:
        process.start()
    path = results.get()
    for process in runners:
        process.join()
    return path


def orders(count):
    """As in Rust: the first four solvers each prefer another direction; from the fifth on they repeat them here."""
    ways = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    return [[ways[i % 4]] + [way for j, way in enumerate(ways) if j != i % 4] for i in range(count)]


def median(runs, work):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        path = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), path


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("maze")
    parser.add_argument("--solvers", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    maze = read(options.maze)
    alone, path = median(options.runs, lambda: search(maze, orders(1)[0], lambda: False))
    raced, _ = median(options.runs, lambda: race(maze, orders(options.solvers)))
    steps = None if path is None else len(path) - 1
    print(json.dumps({"python": platform.python_version(), "steps": steps, "one_s": alone, "race_s": raced}))
