"""The proof of a report: beside what is being written and as a whole, as it will print, with every number traced."""
