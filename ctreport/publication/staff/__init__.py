"""The staff's pages: a year's way from checklist to published edition."""
