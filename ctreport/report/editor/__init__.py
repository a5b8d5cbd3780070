"""The pages on which a report is edited as a report: its texts, chapters, charts, footnotes and look."""
