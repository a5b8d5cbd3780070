"""Two years side by side: the pledges that were kept, reworded, new and dropped, and the figures of both."""
