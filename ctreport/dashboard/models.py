"""What the dashboard keeps: which alerts a person wants, and when they last looked at a year."""

from ctreport.dashboard.alerts.models import Subscription
from ctreport.dashboard.looks import Look

__all__ = ["Look", "Subscription"]
