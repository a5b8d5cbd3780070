"""The golden thread of a year to look at: a picture, a matrix and nested lists of the same facts in the same order.

The picture is drawn here, as SVG in the page, and not by Plotly's Sankey. That was tried with the records of 2018/19
and Plotly 4: it leaves out the records that nothing is linked to, which are the gaps; it puts an activity without an
outcome among the figures; a link needs a width, and a link of the thread has none; labels lie on one another; nothing
in it is a link or can be reached by keyboard; and it is not in the basic bundle, while the full one weighs 1.2 MB
compressed. The layered drawing has none of these faults and needs no script.

``part`` chooses what is shown at once, ``arrange`` puts it in order, and ``drawing``, ``matrix`` and ``lists`` show it.
"""
