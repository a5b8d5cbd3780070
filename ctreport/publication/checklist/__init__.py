"""The checklist before publication: what blocks, what a person must accept by name, and what is mere advice."""
