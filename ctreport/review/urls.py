"""Addresses of the pages of this room."""

from django.urls import path

from ctreport.review import histories, moves

app_name = "review"
urlpatterns = [
    path("history/<str:kind>/<int:pk>/", histories.history, name="history"),
    path("history/<str:kind>/<int:pk>/<int:number>/", histories.version, name="version"),
    path("history/<str:kind>/<int:pk>/<int:number>/restore/", histories.restore, name="restore"),
    path("drafts/<str:kind>/<int:pk>/submit/", moves.submit, name="submit"),
    path("drafts/<str:kind>/<int:pk>/take-back/", moves.withdraw, name="withdraw"),
    path("drafts/<str:kind>/<int:pk>/discard/", moves.discard, name="discard"),
]
