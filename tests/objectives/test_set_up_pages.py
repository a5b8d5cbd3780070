"""What is particular to years and strands."""

import pytest
from django.urls import reverse
from model_bakery import baker

from ctreport.accounts.access import Role
from objectives.models import Pledge, ReportingYear, Strand


@pytest.fixture
def administrator(client_for):
    return client_for(Role.ADMINISTRATOR)


def add_year(client, label):
    return client.post(reverse("objectives:year_create"), {"financial_year": label, "state": "open"})


def test_year_label_that_does_not_add_up_says_which_would(administrator):
    page = add_year(administrator, "2018/20")
    assert page.status_code == 200
    assert "2018 goes with 2018/19. Write 2018/19, or change the first year." in page.text
    assert 'value="2018/20"' in page.text


@pytest.mark.parametrize("label", ["twenty eighteen", "18/19", "2018"])
def test_year_label_that_is_none_is_told_how_to_write_one(administrator, label):
    assert "is not a financial year. Write it as 2018/19." in add_year(administrator, label).text


@pytest.mark.parametrize("label", ["2018/19", "2018-19", "2018/2019", " 2018–19 "])
def test_year_may_be_written_in_each_usual_way(administrator, label):
    assert add_year(administrator, label).status_code == 302
    assert ReportingYear.objects.get().label == "2018/19"


def test_year_that_is_open_already_is_refused_beside_the_field(administrator):
    baker.make(ReportingYear, start_year=2018)
    page = add_year(administrator, "2018/19")
    assert page.context["form"].errors["financial_year"] == ["This year has been opened already."]


def test_year_with_records_cannot_be_deleted_and_says_what_depends_on_it(administrator):
    year = baker.make(ReportingYear, start_year=2018)
    for number in range(1, 13):
        baker.make(Pledge, year=year, reference=f"P{number}", statement="We will.")
    address = reverse("objectives:year_delete", args=[year.pk])
    page = administrator.get(address)
    assert page.status_code == 200
    assert "cannot be deleted yet" in page.text
    assert "12 pledges:" in page.text
    assert "and 2 more" in page.text
    assert administrator.post(address, {"version": year.version}).status_code == 200
    assert ReportingYear.objects.exists()


def test_strand_in_use_cannot_be_deleted(administrator):
    strand = baker.make(Strand, name="Prevent")
    year = baker.make(ReportingYear, start_year=2018)
    baker.make(Pledge, year=year, reference="P1", statement="We will.", strand=strand)
    page = administrator.get(reverse("objectives:strand_delete", args=[strand.pk])).text
    assert "Strand Prevent cannot be deleted yet" in page
    assert "P1 We will." in page


def test_second_strand_of_one_name_is_refused(administrator):
    baker.make(Strand, name="Prevent")
    page = administrator.post(reverse("objectives:strand_create"), {"name": "Prevent", "order": 1})
    assert "There is a strand of this name already." in page.text
