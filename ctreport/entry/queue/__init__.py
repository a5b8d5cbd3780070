"""The queue of what waits for a reviewer."""
