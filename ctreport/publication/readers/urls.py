"""Addresses of what readers ask that no file can answer."""

from django.urls import path

from ctreport.publication.readers import follow, search

urlpatterns = [
    path("search/", search.search_page, name="search"),
    path("follow/email/", follow.follow, name="follow"),
    path("follow/confirm/<str:token>/", follow.confirm, name="follow_confirm"),
    path("follow/leave/<str:token>/", follow.unfollow, name="unfollow"),
]
