"""The same dashboard in Streamlit: ``streamlit run`` this file; the facts are those of CTREPORT_BENCH_FACTS."""

from __future__ import annotations

import json
import os
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

FACTS = json.loads(Path(os.environ["CTREPORT_BENCH_FACTS"]).read_text(encoding="utf-8"))

st.set_page_config(page_title=FACTS["title"], layout="wide")
st.title(FACTS["title"])
st.header("Pledges")
st.table(FACTS["pledges"])
st.header("Key figures")
for figure in FACTS["figures"]:
    st.metric(figure["title"], figure["value"])
    st.caption(figure["change"])
st.header("Charts")
for number, one in enumerate(FACTS["charts"]):
    st.caption(one["words"])
    layout = {name: value for name, value in one["layout"].items() if name != "template"}
    drawn = go.Figure(data=one["data"], layout=layout)
    st.plotly_chart(drawn, theme=None, key=str(number), config={"displayModeBar": False, "responsive": True})
