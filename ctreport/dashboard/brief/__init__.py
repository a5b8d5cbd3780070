"""The page of a year on two sheets of paper, as a tagged PDF."""
