"""Public statistics, read from a file as reference measures: for context, and visibly apart from the force's own."""
