"""Figures and reports in from files: a checked preview first, then all or nothing."""
