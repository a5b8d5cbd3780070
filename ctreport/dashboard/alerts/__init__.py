"""Alerts: a person follows a measure, a pledge or a gap, and is told when it changes state."""
