"""Simple baselines beside the linker, in one run: accuracy and seconds of one core.

    uv run --with scikit-learn --with datasketch python evals/baselines.py DATA [--topics 26-35]

Stories: TF-IDF with DBSCAN and with HDBSCAN (scikit-learn) see all ECB+ articles at once; the linker sees them one by
one. DBSCAN's radius is the best of nine on topics 1-25. Copies: MinHash alone (datasketch, 128 permutations of
sequences of five words; the best of three thresholds on the very articles, in its favour) on those of
evals/copies_made.py. Times are of the process; reading is left out for the linker, and the others need none.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from copies_made import made, texts_of, without_reprints
from datasketch import MinHash, MinHashLSH
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_distances
from stories import articles_of, b_cubed, stories_of

from jarchi.link import Linker
from jarchi.link.words import words_of
from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.records.readings import Reading
from jarchi.regions import load_region

RADII = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]
THRESHOLDS = [0.3, 0.5, 0.7]
Article = tuple[str, str, str]


def row(what: str, accuracy: tuple[float, ...], seconds: float, count: int) -> None:
    """Print a line of the table."""
    figures = " ".join(f"{100 * figure:6.2f}" for figure in accuracy)
    print(f"{what:40} {figures}   {seconds:7.1f} s  {count / seconds:7.0f} articles/s", flush=True)


def clustered(articles: Sequence[Article], radius: float | None) -> list[str]:
    """Give the clusters of TF-IDF vectors: DBSCAN within a radius, HDBSCAN where there is none; noise stays alone."""
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform([text for *_, text in articles])
    distances = cosine_distances(vectors)
    cluster = DBSCAN(eps=radius, min_samples=2, metric="precomputed") if radius else None
    labels = (cluster or HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True)).fit_predict(distances)
    return [f"{label}" if label >= 0 else f"alone {number}" for number, label in enumerate(labels)]


def stories(data: Path, topics: range) -> None:
    """Compare stories."""
    folder = data / "stories" / "ecbplus"
    articles, tuning = articles_of(folder, topics), articles_of(folder, range(1, 26))
    gold = [happening for _, happening, _ in articles]
    reader = Reader(load_region("central_asia"))
    readings = {name: reader.read_marks(Document(name, text)) for name, _, text in articles}
    start = time.process_time()
    told = stories_of(articles, readings, 0)
    row("jarchi", b_cubed(gold, [told[name] for name, *_ in articles]), time.process_time() - start, len(articles))
    radius = max(RADII, key=lambda one: b_cubed([happening for _, happening, _ in tuning], clustered(tuning, one))[2])
    for what, used in ((f"TF-IDF + DBSCAN, radius {radius}", radius), ("TF-IDF + HDBSCAN", None)):
        start = time.process_time()
        found = clustered(articles, used)
        row(what, b_cubed(gold, found), time.process_time() - start, len(articles))


def by_minhash(articles: Sequence[tuple[str, str, str, str | None]], threshold: float) -> Iterator[str | None]:
    """Give for each article the most alike one before it, None where none reaches the threshold."""
    index, sketches = MinHashLSH(threshold=threshold, num_perm=128), {}
    for name, _, text, _ in articles:
        sketch, words = MinHash(num_perm=128), words_of(text)
        sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        near = [(sketch.jaccard(sketches[other]), other) for other in index.query(sketch)]
        best = max(near, default=(0.0, None))
        yield best[1] if best[0] >= threshold else None
        sketches[name] = sketch
        index.insert(name, sketch)


def by_linker(articles: Sequence[tuple[str, str, str, str | None]]) -> Iterator[str | None]:
    """Give for each article what the linker calls its original."""
    linker = Linker(load_region("central_asia"))
    for name, _, text, _ in articles:
        document = Document(name, text, published="2024-01-01T00:00:00Z")
        yield linker.link(document, Reading(name, "", "en"), name)[0].membership.copy_of


def rated(articles: Sequence[tuple[str, str, str, str | None]], found: Sequence[str | None]) -> tuple[float, float]:
    """Give precision and recall; only the very origin counts as right."""
    origins = [origin for *_, origin in articles]
    right = sum(one == origin for one, origin in zip(found, origins, strict=True) if origin)
    return right / (sum(one is not None for one in found) or 1), right / sum(origin is not None for origin in origins)


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--topics", default="26-35")
    options = parser.parse_args()
    first, _, last = options.topics.partition("-")
    print(f"{'stories':40} B-cubed precision, recall, F1")
    stories(options.data, range(int(first), int(last) + 1))
    articles = made(without_reprints(texts_of(options.data)), 2000, random.Random(11))
    print(f"{'copies':40} precision, recall")
    start = time.process_time()
    found = list(by_linker(articles))
    row("jarchi", rated(articles, found), time.process_time() - start, len(articles))
    tried = []
    for threshold in THRESHOLDS:
        start = time.process_time()
        found = list(by_minhash(articles, threshold))
        tried.append((rated(articles, found), time.process_time() - start, threshold))
    accuracy, seconds, threshold = max(tried, key=lambda one: sum(one[0]))
    row(f"MinHash alone, threshold {threshold}", accuracy, seconds, len(articles))


if __name__ == "__main__":
    main()
