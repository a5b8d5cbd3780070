"""The public site: files made anew at each change of what is public, and served without the database."""
