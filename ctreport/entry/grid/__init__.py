"""The yearly grid: a year's measures down, their cells across, each entered and saved by itself."""
