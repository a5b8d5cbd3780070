"""The import of a published report: its proposal, corrected page by page, and written in one go."""
