"""Does the work that people have asked for, one job after another."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, close_old_connections

from ctreport.jobs.actions import do_rounds, forget_old_jobs, run_waiting_jobs

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
LOOKS_BETWEEN_CLEANING = 3600


class Command(BaseCommand):
    """The worker. Any number of them may run beside each other, on the machines that share ``settings.JOBS_DIR``.

    django-tasks with its database backend was tried for this. It keeps no progress, leaves the work of a killed worker
    marked as running for ever, and takes SQLite's write lock at each look; its table would stand beside ``Job``, which
    is needed anyway. What is left for it to do is this loop.
    """

    help = "Do background work, such as imports, until told to stop. Start at least one beside the server."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="do what waits, then end")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the process that started this one ends"
        )

    def handle(self, *, once: bool, with_parent: bool, **options: Any) -> None:
        """Look for work every second, until told to stop: the job at hand is finished, unless told a second time."""
        if once:
            run_waiting_jobs()
            do_rounds()
            return
        parent = os.getppid()
        stop = _stop_on_signals()

        def is_stopping() -> bool:
            return stop.is_set() or (with_parent and os.getppid() != parent)

        looks = 0
        while not is_stopping():
            self.look(is_stopping=is_stopping, clean=looks % LOOKS_BETWEEN_CLEANING == 0)
            looks += 1
            stop.wait(SECONDS_BETWEEN_LOOKS)

    def look(self, *, is_stopping: Callable[[], bool], clean: bool) -> None:
        """Do what waits. A database that is away for a moment does not end the worker."""
        close_old_connections()
        try:
            if clean:
                forget_old_jobs()
            run_waiting_jobs(is_stopping=is_stopping)
            do_rounds()
        except Error:
            logger.exception("The worker cannot reach the database, and tries again")


def _stop_on_signals() -> threading.Event:
    """Return an event that is set at the first signal to stop; the second one ends the process as usual."""
    stop = threading.Event()

    def told_to_stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, told_to_stop)
    return stop
