"""Attaching files to a record."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from model_bakery import baker

from activities.models import Activity
from ctreport.evidence.models import Attachment
from ctreport.review.actions import save_record
from ctreport.review.history import revisions_of
from outcomes.models import Figure
from tests.evidence.samples import ALLOWED, EXE, HOSTILE, pdf, picture

ERROR = "chosen"


def errors(response):
    assert response.status_code == 200
    return response.context["form"].errors[ERROR]


@pytest.mark.parametrize("name", ALLOWED)
def test_each_allowed_kind_is_attached_with_its_size_who_and_when(send, client_for, figure, name):
    data = ALLOWED[name]()
    response = send((name, data), description="Monthly log")
    assert response.status_code == 302
    assert response["Location"] == f"{figure.get_absolute_url()}#evidence"
    one = Attachment.objects.get()
    assert (one.name, one.size, one.by_name, one.description) == (name, len(data), "Analyst Person", "Monthly log")
    assert one.stored_as == hashlib.sha256(data).hexdigest()
    page = client_for("reviewer").get(figure.get_absolute_url()).text
    assert f"{name}</a>" in page
    assert one.kind.words in page
    assert "Monthly log" in page
    assert "Attached by Analyst Person on" in page


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_is_refused_beside_the_field_and_nothing_is_kept(send, stored, name):
    make, words = HOSTILE[name]
    response = send((name, make()), description="Kept")
    assert errors(response)[0].startswith(f"“{name}” {words}")
    assert "There is a problem" in response.text
    assert 'value="Kept"' in response.text
    assert not Attachment.objects.exists()
    assert stored() == []


def test_the_kind_is_told_by_content_and_not_by_name_or_by_the_browser(send):
    send(("photo.png", pdf()))
    one = Attachment.objects.get()
    assert (one.name, one.media_type) == ("photo.png.pdf", "application/pdf")


def test_several_files_are_attached_together(send, client_for, figure):
    send(("a.pdf", pdf()), ("b.png", picture("PNG")), ("c.csv", b"1;2"))
    assert [one.name for one in Attachment.objects.all()] == ["a.pdf", "b.png", "c.csv"]
    assert "Attached a.pdf, b.png and c.csv" in client_for("analyst").get(figure.get_absolute_url()).text


def test_one_bad_file_among_several_keeps_all_of_them_out_and_is_named(send, stored):
    found = errors(send(("a.pdf", pdf()), ("b.pdf", EXE), ("c.xlsx", b"PK\x03\x04")))
    assert found[0].startswith("“b.pdf” is of a kind that cannot be attached. Attach PDF, PNG")
    assert found[1].startswith("“c.xlsx” is damaged")
    assert found[2] == "Nothing was attached. Choose the files again."
    assert stored() == []


def test_no_file_at_all_is_refused(send):
    assert errors(send()) == ["Choose at least one file."]


def test_too_many_at_once_are_refused(send):
    assert errors(send(*((f"{n}.csv", b"%d" % n) for n in range(11)))) == [
        "Attach at most 10 files at once. You chose 11."
    ]


def test_a_file_that_is_too_large_is_refused_with_both_sizes(send, settings, stored):
    settings.EVIDENCE_LARGEST_FILE = 2_000
    assert errors(send(("log.csv", b"1;2\n" * 600))) == ["“log.csv” has 2 kB. The limit for a file is 2 kB."]
    assert stored() == []


def test_a_file_beyond_what_any_form_takes_is_refused_with_its_true_size(send, settings, stored):
    settings.UPLOAD_LARGEST_FILE = 3_000_000
    settings.EVIDENCE_LARGEST_FILE = 2_000_000
    found = errors(send(("log.csv", b"1;2\n" * 1_100_000)))
    assert found == ["“log.csv” has 4.4 MB. The limit for a file is 2 MB."]


def test_files_that_are_too_large_together_are_refused(send, settings):
    settings.EVIDENCE_LARGEST_RECORD = 3_000
    found = errors(send(("a.csv", b"1;2\n" * 500), ("b.csv", b"3;4\n" * 500)))
    assert found == ["Together the files have 4 kB. The limit for a record is 3 kB."]


def test_a_record_that_would_hold_too_much_is_refused_and_the_new_file_is_not_kept(send, settings, stored):
    settings.EVIDENCE_LARGEST_RECORD = 3_000
    send(("a.csv", b"1;2\n" * 500))
    found = errors(send(("b.csv", b"3;4\n" * 500)))
    assert found[0].startswith("The files of this record would come to 4 kB. The limit is 3 kB")
    assert len(stored()) == 1


def test_the_same_file_twice_on_a_record_is_refused_by_the_name_that_it_has(send, stored):
    send(("a.csv", b"1;2"))
    assert errors(send(("b.csv", b"1;2"))) == ["“b.csv” is attached already, as “a.csv”."]
    assert len(stored()) == 1


def test_the_same_file_twice_at_once_is_refused(send, stored):
    assert errors(send(("a.csv", b"1;2"), ("b.csv", b"1;2"))) == ["“b.csv” is attached already, as “a.csv”."]
    assert stored() == []


def test_the_database_keeps_a_file_once_per_record(attach):
    one = attach()
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()


def test_the_database_keeps_no_empty_file(attach):
    one = attach()
    with pytest.raises(IntegrityError, match="attachment_not_empty"), transaction.atomic():
        Attachment.objects.filter(pk=one.pk).update(size=0)


def test_the_same_file_on_two_records_is_stored_once(attach, figure, stored):
    activity = baker.make(Activity, year=figure.year, reference="A1", narrative="Told.")
    attach()
    attach(record=activity)
    assert Attachment.objects.count() == 2
    assert len(stored()) == 1


def test_a_long_description_is_refused_and_kept(send):
    response = send(("a.csv", b"1;2"), description="x" * 201)
    assert "Use 200 characters or fewer." in response.context["form"].errors["description"][0]
    assert "x" * 201 in response.text
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("..\\..\\a.csv", "a.csv"), ("a\u202egpj.csv", "agpj.csv"), ("n" * 240 + ".csv", "n" * 116 + ".csv")],
)
def test_a_hostile_name_is_made_safe(send, sent, kept):
    send((sent, b"1;2"))
    assert Attachment.objects.get().name == kept


def test_attaching_is_kept_in_the_history_and_leaves_the_content_as_it_was(attach, figure):
    before = figure.snapshot()
    attach(name="log.csv")
    figure.refresh_from_db()
    assert figure.version == 2
    assert figure.snapshot() == before
    newest = revisions_of(figure).first()
    assert (newest.act, newest.reason, newest.by_name) == ("attached", "Attached log.csv", "Analyst Person")


def test_a_person_who_was_editing_meanwhile_can_save_all_the_same(attach, figure, client_for):
    client = client_for("reviewer")
    address = reverse("outcomes:figure_edit", args=[figure.pk])
    version = client.get(address).context["form"]["version"].value()
    attach()
    data = {"measure": figure.measure_id, "year": figure.year_id, "amount": "over 600", "status": "final"}
    assert client.post(address, data | {"version": version}).status_code == 302
    assert Attachment.objects.of(figure).count() == 1


def test_evidence_stays_with_a_record_that_is_changed(attach, figure, people):
    attach()
    figure.refresh_from_db()
    figure.value = 600
    save_record(record=figure, by=people.analyst, expected_version=figure.version)
    assert Attachment.objects.of(Figure.objects.get()).count() == 1


@pytest.mark.parametrize("address", ["/evidence/figure/999999/", "/evidence/nothing/1/", "/evidence/accounts/1/"])
def test_a_record_that_is_not_there_is_not_found(figure, client_for, address):
    assert client_for("analyst").get(address).status_code == 404
    assert client_for("analyst").post(address).status_code == 404


def test_people_who_only_read_have_no_form(attach, figure, client_for):
    attach()
    page = client_for("leader").get(figure.get_absolute_url()).text
    assert "log.csv</a>" in page
    assert "Attach files" not in page
    assert "Remove" not in page.split('id="evidence"')[1].split("</section>")[0]


def test_communications_see_no_evidence_at_all(attach, figure, client_for):
    attach()
    page = client_for("comms").get(figure.get_absolute_url()).text
    assert "log.csv" not in page.split("History")[0]
    assert 'id="evidence"' not in page


@pytest.mark.parametrize("role", ["leader", "comms", "administrator"])
def test_only_those_who_enter_records_attach(figure, send, role):
    assert send(("a.csv", b"1;2"), role=role).status_code == 403
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(figure, client_for, method):
    assert getattr(client_for("analyst"), method)(f"/evidence/figure/{figure.pk}/").status_code == 405


def test_the_page_works_without_script_as_an_ordinary_form(figure, client_for):
    page = client_for("analyst").get(f"/evidence/figure/{figure.pk}/").text
    assert 'enctype="multipart/form-data"' in page
    assert '<input type="file" name="chosen"' in page
    assert "multiple" in page


@pytest.mark.parametrize("number", [1, 12])
def test_the_record_page_takes_one_query_for_its_evidence(
    attach, figure, client_for, django_assert_max_num_queries, number
):
    for count in range(number):
        attach(data=b"%d" % count, name=f"{count}.csv")
    client = client_for("reviewer")
    client.get(figure.get_absolute_url())
    with django_assert_max_num_queries(40) as captured:
        client.get(figure.get_absolute_url())
    asked = [one["sql"] for one in captured.captured_queries if "evidence_attachment" in one["sql"]]
    assert len(asked) == 1
