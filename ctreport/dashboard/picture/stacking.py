"""Where things stand in a column: as near as can be to where they would like to, without lying on one another."""

from __future__ import annotations

from collections.abc import Sequence


def stacked(wished: Sequence[float], sizes: Sequence[float], between: float) -> list[float]:
    """Return the tops of things in a column that keep their order and the distance ``between`` them.

    Of all such places, these are the nearest to the wished ones by the sum of squares. With what stands above each
    taken away, the wish is that the places never fall; "pool adjacent violators" (R. E. Barlow and others, "Statistical
    inference under order restrictions", 1972) grants it.
    """
    above, heights = [], 0.0
    for size in sizes:
        above.append(heights)
        heights += size + between
    pools: list[tuple[float, int]] = []  # the mean of each pool, and how many stand in it
    for wish, height in zip(wished, above, strict=True):
        mean, count = wish - height, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    flat = [mean for mean, count in pools for _ in range(count)]
    return [place + height for place, height in zip(flat, above, strict=True)]
