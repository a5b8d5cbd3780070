// The review queue: keys.
