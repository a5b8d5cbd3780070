"""An edition is proved to be what was frozen, or what differs is named."""

import json
import subprocess

import pytest
from django.core.management import CommandError, call_command

from ctreport.publication import software, storage
from tests.publication import small


@pytest.fixture
def edition(press):
    return press.published()


def tampered(edition, path):
    file = storage.path_of(edition.folder) / path
    file.parent.chmod(0o700)
    if file.exists():
        file.chmod(0o600)
    return file


def verified(capsys, *options):
    """Run the command; return what it wrote, and whether it was content."""
    try:
        call_command("verify_edition", "2018-19", *options)
        content = True
    except CommandError:
        content = False
    written = capsys.readouterr()
    return written.out + written.err, content


def test_an_edition_that_is_what_was_frozen_is_said_to_be(edition, capsys):
    assert verified(capsys) == (
        "2018/19, edition 1 (published): its files are those that were frozen.\n"
        "2018/19, edition 1 (published): made again from its facts, every byte is the same.\n",
        True,
    )


def test_anybody_can_check_a_downloaded_edition_with_the_usual_tool(edition):
    folder = storage.path_of(edition.folder)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, check=True, capture_output=True, text=True
    )
    assert checked.stdout.count(": OK") == len(small.FILES)


def test_changed_missing_and_foreign_files_are_named(edition, capsys):
    tampered(edition, "page.html").write_text("Other words")
    tampered(edition, "charts/one.svg").unlink()
    tampered(edition, "evil.html").write_text("<script>")
    written, content = verified(capsys, "--no-rebuild")
    assert "page.html: changed: 11 bytes, frozen with" in written
    assert "charts/one.svg: is missing." in written
    assert "evil.html: is not part of the edition." in written
    assert not content


def test_a_manifest_that_was_changed_with_its_files_is_found_by_the_database(edition, capsys):
    manifest = tampered(edition, "manifest.json")
    manifest.write_text(manifest.read_text().replace('"edition": 1', '"edition": 2'))
    written, content = verified(capsys)
    assert "manifest.json: changed: its SHA-256 is not the one that the database holds." in written
    assert "manifest.json $.edition: is 2; the database holds 1." in written
    assert not content


def test_the_fact_that_was_tampered_with_is_named_with_what_was_frozen(edition, capsys):
    facts = tampered(edition, "facts.json")
    facts.write_text(facts.read_text().replace('"text": "Engage with our', '"text": "Engage with no'))
    written, _ = verified(capsys)
    assert (
        'facts.json $.pledges[0].text: is "Engage with no communities."; "Engage with our communities." was frozen.'
        in written
    )


def test_the_part_that_was_tampered_with_is_named_when_the_records_have_moved_on(edition, press, capsys):
    facts = tampered(edition, "facts.json")
    held = json.loads(facts.read_text())
    held["pledges"][1]["text"] = "Work with nobody."
    facts.write_text(json.dumps(held))
    press.reword("Engage with all our communities.")
    written, _ = verified(capsys)
    assert "facts.json $.pledges[1]: is not what was frozen." in written
    assert "$.pledges[0]" not in written


def test_a_file_that_the_facts_do_not_give_is_named(edition, capsys, monkeypatch):
    def other_files(report, pictures):
        for path, content in small.small_files(report, pictures):
            yield path, b"drawn otherwise" if path == "page.html" else content

    monkeypatch.setattr("ctreport.publication.verifying.files_of", other_files)
    written, content = verified(capsys)
    assert "page.html: the facts give other bytes than the edition has." in written
    assert not content


def test_an_edition_of_other_software_is_said_not_to_be_comparable(edition, capsys, monkeypatch):
    here = software.versions() | {"weasyprint": "71.0"}
    monkeypatch.setattr(software, "versions", lambda: here)
    written, content = verified(capsys)
    assert "its bytes are not comparable here. It was made by other software: weasyprint 70.0, here 71.0." in written
    assert content


def test_a_year_without_editions_and_an_unknown_edition_are_refused(edition):
    for arguments, words in ((("2017-18",), "no edition of 2017-18"), (("2018-19", "--edition=9"), "no edition 9")):
        with pytest.raises(CommandError, match=words):
            call_command("verify_edition", *arguments)
