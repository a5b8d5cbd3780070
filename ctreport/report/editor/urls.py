"""Addresses of the pages on which a report is edited; joined to those of the report."""

from django.urls import path

from ctreport.report.editor import branding, chapters, charts, footnotes, glossary, plan, views

urlpatterns = [
    path("branding/", branding.BrandingView.as_view(), name="branding"),
    path("branding/colours/", branding.colours, name="colours"),
    path("pictures/<int:pk>/", branding.picture, name="editor_picture"),
    path("glossary/", glossary.terms, name="glossary"),
    path("glossary/new/", glossary.TermCreateView.as_view(), name="glossary_add"),
    path("glossary/<int:pk>/", glossary.TermEditView.as_view(), name="glossary_edit"),
    path("glossary/<int:pk>/delete/", glossary.TermDeleteView.as_view(), name="glossary_delete"),
    path("<str:slug>/edit/", views.overview, name="edit"),
    path("<str:slug>/edit/foreword/", plan.ForewordView.as_view(), name="foreword"),
    path("<str:slug>/edit/contact/", plan.ContactView.as_view(), name="contact"),
    path("<str:slug>/edit/layout/", plan.LayoutView.as_view(), name="layout"),
    path("<str:slug>/edit/key-figures/", plan.KeyFiguresView.as_view(), name="key_figures"),
    path("<str:slug>/edit/chapters/", chapters.arrange, name="chapters"),
    path("<str:slug>/edit/chapters/new/", chapters.ChapterCreateView.as_view(), name="chapter_add"),
    path("<str:slug>/edit/chapters/<int:pk>/", chapters.ChapterEditView.as_view(), name="chapter"),
    path("<str:slug>/edit/chapters/<int:pk>/delete/", chapters.ChapterDeleteView.as_view(), name="chapter_delete"),
    path("<str:slug>/edit/chapters/<slug:kind>/", chapters.ChapterEditView.as_view(), name="chapter_of"),
    path("<str:slug>/edit/charts/", charts.charts, name="charts"),
    path("<str:slug>/edit/charts/order/", charts.arrange, name="charts_order"),
    path("<str:slug>/edit/charts/suggested/", charts.suggested, name="charts_suggested"),
    path("<str:slug>/edit/charts/new/", charts.ChartCreateView.as_view(), name="chart_add"),
    path("<str:slug>/edit/charts/<int:pk>/", charts.ChartEditView.as_view(), name="chart_edit"),
    path("<str:slug>/edit/charts/<int:pk>/delete/", charts.ChartDeleteView.as_view(), name="chart_delete"),
    path("<str:slug>/edit/footnotes/", footnotes.footnotes, name="footnotes"),
    path("<str:slug>/edit/footnotes/new/", footnotes.FootnoteCreateView.as_view(), name="footnote_add"),
    path("<str:slug>/edit/footnotes/<int:pk>/", footnotes.FootnoteEditView.as_view(), name="footnote_edit"),
    path("<str:slug>/edit/footnotes/<int:pk>/delete/", footnotes.FootnoteDeleteView.as_view(), name="footnote_delete"),
]
