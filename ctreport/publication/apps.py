"""Publication: editions, their way from proof to public, corrections, and the public site."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The room where a year's report becomes an edition that nobody can change."""

    name = "ctreport.publication"

    def ready(self) -> None:
        """Make known what the database keeps of editions."""
        from ctreport.publication.rules import register_rules

        register_rules()
