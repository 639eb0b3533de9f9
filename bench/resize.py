"""Resizes the pictures of a folder with Pillow in a pool of processes, as the original of exercise 5's lab does.

Usage: resize.py SOURCE OUT WORKERS plain|draft
"""

import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from PIL import Image

SIZE = (300, 300)


def resize(path, out, draft):
    with Image.open(path) as image:
        if draft:
            image.draft("RGB", SIZE)
        image.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC).save(out / path.name, quality=85)
    return path.name


def main():
    source, out, workers, how = sys.argv[1:]
    paths = sorted(Path(source).glob("*.jpg"))
    with Pool(int(workers)) as pool:
        done = sum(1 for _ in pool.imap_unordered(partial(resize, out=Path(out), draft=how == "draft"), paths))
    assert done == len(paths), done


if __name__ == "__main__":
    main()
