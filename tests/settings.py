"""Settings for the tests: those of a demonstration, with a fast password hash."""

import os
import tempfile

os.environ["CTREPORT_DEBUG"] = "1"

from ctreport.settings import *  # noqa: F403

DEBUG = False
# The browser tests' server answers in threads of its own: each gives its connection back when it has answered.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Long work is done at once, and files go into one folder a person, which is reused.
_FOLDER = os.path.join(tempfile.gettempdir(), f"ctreport-tests-{os.getuid()}")
JOBS_IMMEDIATE = True
JOBS_DIR = os.environ.get("CTREPORT_JOBS_DIR", os.path.join(_FOLDER, "jobs"))
IMPORTS_DIR = os.path.join(_FOLDER, "imports")
EVIDENCE_DIR = os.path.join(_FOLDER, "evidence")
EDITIONS_DIR = os.path.join(_FOLDER, "editions")
SITE_DIR = os.path.join(_FOLDER, "site")
PROOFS_DIR = os.path.join(_FOLDER, "proofs")
