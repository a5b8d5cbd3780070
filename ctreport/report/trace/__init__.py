"""What stands behind a number: one step from wherever it is shown."""
