"""What readers ask of the public site that no file can answer: search, and being told by e-mail."""
