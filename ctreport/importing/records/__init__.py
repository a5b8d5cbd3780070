"""Lists of records out as CSV, XLSX or ODS, and in again.

``kinds.py`` says, for each kind of record, which columns its table has. Exporting writes them; importing reads them
back, finds the record of each row by its natural key (year and reference, code, name) and compares.

**A cell that reads as the export would write it is unchanged**, whatever it holds: it is never parsed. So a table that
was exported changes nothing when it is imported, by construction and not by luck.

**Drafts.** A table holds the newest version of each record, as the forms do, and its column "State" says whether that
is approved. The columns by which a row is found hold what is stored, so that a draft which would rename a record never
makes two rows of one name.

Figures are written here in long form; ``ctreport.importing.figures`` reads them.
"""
