"""What people say to one another about records, and what waits on a person: comments, inbox, e-mail."""
