from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "ctreport.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Read each app's ``jobs.py``, where it registers the kinds of work that it has."""
        autodiscover_modules("jobs")
