"""One measure over the years: how it moved, whether that means anything, and what stands behind it."""
