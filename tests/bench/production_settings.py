"""The settings of an installation: DEBUG off, static files compressed, in a folder that the bench names."""

import os

from ctreport.settings import *  # noqa: F403

STATIC_ROOT = os.environ["CTREPORT_BENCH_STATIC_ROOT"]
