"""Addresses of publication: the staff's pages, and those that readers reach by a link or a form."""

app_name = "publication"
urlpatterns: list[object] = []
