"""What later rooms listen to, so that no import runs back to them."""

from django.dispatch import Signal

# Sent with ``record`` before a record is saved and when its form is checked. A receiver returns a dictionary of
# field name to a list of messages, each of which says what is wrong and how to mend it.
record_checked = Signal()

# Sent with ``record``, ``revision``, ``by`` and ``state`` after a record was submitted, approved or returned.
record_moved = Signal()
