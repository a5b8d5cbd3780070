"""Import of figures: a file is read, checked against the records, shown as a preview, then written as a whole or not.

``reading`` makes rows out of a file, in long form or as the grid is downloaded; ``checking`` finds for each row what it
would do; ``previewing`` keeps that for the pages; ``applying`` writes it; ``actions`` puts them together for the pages,
the command and the background work.
"""
