"""Rolling a year forward: what goes on into the next, and from which earlier pledge each pledge goes on."""
