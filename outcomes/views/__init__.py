"""Pages of outcomes, measures, figures, targets, assessments and the set-up. Addresses find them here by name."""

from outcomes.views.assessment import *  # noqa: F403
from outcomes.views.cell import *  # noqa: F403
from outcomes.views.outcome import *  # noqa: F403
from outcomes.views.set_up import *  # noqa: F403
