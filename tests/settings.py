"""Settings for the tests: those of a demonstration, with a fast password hash."""

import os

os.environ["CTREPORT_DEBUG"] = "1"

from ctreport.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
