"""The analysts' workspace: the yearly grid, the review queue, roll-forward."""
