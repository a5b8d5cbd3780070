"""Work that takes long: done in the background, with progress that can be left and come back to."""
