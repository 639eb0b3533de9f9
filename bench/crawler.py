"""Crawls a site with a pool of threads, as Python people do: urllib and ThreadPoolExecutor.

    python3 bench/crawler.py URL [WORKERS]

Prints one line of JSON: how many addresses were fetched, how many failed, and how long it took.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

TIME_LIMIT = 2


class Links(HTMLParser):
    """Collects what the links of a page say."""

    def __init__(self):
        super().__init__()
        self.hrefs = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.hrefs += [value for name, value in attrs if name == "href" and value]


def fetch(url):
    """The addresses on the same site that a page links to."""
    with urllib.request.urlopen(url, timeout=TIME_LIMIT) as answer:
        parser = Links()
        parser.feed(answer.read().decode(errors="replace"))
    joined = (urldefrag(urljoin(url, href)).url for href in parser.hrefs if href[0] != "#")
    site = urlsplit(url).netloc
    return [link for link in joined if urlsplit(link).netloc == site]


def crawl(start, workers):
    """How many addresses were fetched, and how many of them failed."""
    failed = 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        found, running = {start}, {pool.submit(fetch, start)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    links = future.result()
                except (urllib.error.URLError, OSError):
                    failed += 1
                    continue
                for link in links:
                    if link not in found:
                        found.add(link)
                        running.add(pool.submit(fetch, link))
    return len(found), failed


if __name__ == "__main__":
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 32
    begin = time.perf_counter()
    pages, failed = crawl(sys.argv[1], workers)
    wall = time.perf_counter() - begin
    print(json.dumps({"pages": pages, "failed": failed, "wall_s": wall}))
