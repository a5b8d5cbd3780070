"""Disclosure control: what no public artefact may hold, and the proof that it cannot be worked out from the rest."""
