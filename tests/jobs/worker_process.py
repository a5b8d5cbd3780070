"""A worker that knows the tests' kinds of work: ``python -m tests.jobs.worker_process work``, or ``look`` only."""

import importlib
import json
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    importlib.import_module("tests.jobs.kinds")
    from ctreport.accounts.models import User
    from ctreport.jobs.models import Job

    if sys.argv[1] == "work":
        call_command("run_jobs", once=True)
    people = User.objects.filter(name="Written").count()
    print(json.dumps({"people": people, "jobs": list(Job.objects.values("state", "attempts", "message"))}))
