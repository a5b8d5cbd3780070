// The yearly grid: keys, paste, undo.
