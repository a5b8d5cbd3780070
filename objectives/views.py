"""Pages of years, strands and pledges."""

from __future__ import annotations

from ctreport.accounts.access import Act
from ctreport.review.pages import RecordPages
from ctreport.review.views import (
    RecordCreateView,
    RecordDeleteView,
    RecordDetailView,
    RecordEditView,
    RecordListView,
)
from objectives.filters import PledgeFilter, StrandFilter, YearFilter
from objectives.forms import PledgeForm, StrandForm, YearForm
from objectives.models import Pledge, ReportingYear, Strand
from objectives.tables import PledgeTable, StrandTable, YearTable
from objectives.yearly import YearlyCreateView, YearlyDeleteView, YearlyListView, YearlyPages


class PledgePages(YearlyPages):
    """What the pages of pledges share."""

    model = Pledge
    queryset = Pledge.objects.select_related("year", "strand", "rolled_forward_from__year")
    form_class = PledgeForm
    table_class = PledgeTable
    filterset_class = PledgeFilter
    purpose = "A pledge is what the force says it will do in a year. The report opens with the pledges."
    summary = ("strand", "owner", "rolled_forward_from", "order")


class PledgeListView(PledgePages, YearlyListView):
    """The pledges of a year."""


class PledgeDetailView(PledgePages, RecordDetailView):
    """A pledge."""


class PledgeCreateView(PledgePages, YearlyCreateView):
    """Adds a pledge."""


class PledgeEditView(PledgePages, RecordEditView):
    """Changes a pledge."""


class PledgeDeleteView(PledgePages, YearlyDeleteView):
    """Deletes a pledge."""


class YearPages(RecordPages):
    """What the pages of reporting years share."""

    model = ReportingYear
    form_class = YearForm
    table_class = YearTable
    filterset_class = YearFilter
    write_act = Act.SET_UP
    purpose = "All records but measures belong to a financial year. Open a year before you enter its records."
    summary = ("state", "period_start", "period_end")


class YearListView(YearPages, RecordListView):
    """All years."""


class YearDetailView(YearPages, RecordDetailView):
    """A year."""


class YearCreateView(YearPages, RecordCreateView):
    """Opens a year."""

    act = Act.SET_UP


class YearEditView(YearPages, RecordEditView):
    """Changes a year's state."""

    act = Act.SET_UP


class YearDeleteView(YearPages, RecordDeleteView):
    """Deletes a year without records."""

    act = Act.SET_UP


class StrandPages(RecordPages):
    """What the pages of strands share."""

    model = Strand
    form_class = StrandForm
    table_class = StrandTable
    filterset_class = StrandFilter
    write_act = Act.SET_UP
    purpose = "Strands group the pledges, such as CONTEST’s Prevent, Pursue, Protect and Prepare."
    summary = ("description", "order")


class StrandListView(StrandPages, RecordListView):
    """All strands."""


class StrandDetailView(StrandPages, RecordDetailView):
    """A strand."""


class StrandCreateView(StrandPages, RecordCreateView):
    """Adds a strand."""

    act = Act.SET_UP


class StrandEditView(StrandPages, RecordEditView):
    """Changes a strand."""

    act = Act.SET_UP


class StrandDeleteView(StrandPages, RecordDeleteView):
    """Deletes a strand without pledges."""

    act = Act.SET_UP
