"""Files that prove what a record says. Kept outside the web root; never published."""
