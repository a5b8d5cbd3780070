"""The pages on which the report of a year is edited as a report."""
