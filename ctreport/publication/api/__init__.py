"""The open data API: reads the files of the public site, never a table."""
