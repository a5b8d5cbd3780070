"""Addresses of comments and of the inbox."""

from django.urls import URLPattern, URLResolver, path

from ctreport.discussion import inbox, views

app_name = "discussion"
urlpatterns: list[URLPattern | URLResolver] = [
    path("comments/<str:kind>/<int:pk>/", views.add, name="add"),
    path("comments/<int:pk>/answer/", views.answer, name="answer"),
    path("comments/<int:pk>/edit/", views.edit, name="edit"),
    path("comments/<int:pk>/delete/", views.delete, name="delete"),
    path("comments/<int:pk>/resolve/", views.resolve, name="resolve"),
    path("comments/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.mark_read, name="read"),
    path("inbox/settings/", inbox.preferences, name="preferences"),
    path("inbox/<int:pk>/", inbox.open_notice, name="open"),
]
