"""Python's multiprocessing.Pool: prints its times in milliseconds as JSON.

Arguments: workers, trivial tasks, walks, steps.
"""

import json
import multiprocessing
import random
import statistics
import sys
import time


def trivial(x):
    return x


def walk(steps):
    x = [0, 0]
    for _ in range(steps):
        x[0] += random.choice((-1, 1))
        x[1] += random.choice((-1, 1))
    return x


def measure(run, runs=1):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


if __name__ == "__main__":
    workers, trivial_tasks, walks, steps = map(int, sys.argv[1:])
    start = time.perf_counter()
    with multiprocessing.Pool(workers) as pool:
        pool.map(trivial, [1])
        first = 1000 * (time.perf_counter() - start)
        pool.map(walk, [steps] * walks)
        whole = 1000 * (time.perf_counter() - start)
        opened = measure(lambda: pool.map(walk, [steps] * walks))
        listed = measure(lambda: pool.map(trivial, range(trivial_tasks)), 3)
    print(json.dumps({"first": first, "whole": whole, "open": opened, "list": listed}))
