"""Addresses of publication: the staff's pages, and those that readers reach by a link or a form."""

from django.urls import include, path

from ctreport.publication.checklist import views as checklist
from ctreport.publication.readers import early
from ctreport.publication.readers.urls import urlpatterns as readers
from ctreport.publication.staff import access, corrections, files, views
from ctreport.publication.staff.steps import STEPS

app_name = "publication"
urlpatterns = [
    *readers,
    path("api/", include("ctreport.publication.api.urls")),
    path("pre-release/<str:token>/", early.pre_release, name="pre_release"),
    path("pre-release/<str:token>/<path:path>", early.pre_release_file, name="pre_release_file"),
    path("publication/", views.latest, name="latest"),
    *(
        path(f"publication/editions/<int:pk>/{step.name.replace('_', '-')}/", views.step_view(step), name=step.name)
        for step in STEPS
    ),
    path("publication/editions/<int:pk>/access/", access.access, name="access"),
    path("publication/access/<int:pk>/end/", access.end_access, name="end_access"),
    path("publication/editions/<int:pk>/read/", files.edition_page, name="edition_page"),
    path("publication/editions/<int:pk>/read/<path:path>", files.edition_file, name="edition_file"),
    path("publication/<str:slug>/", views.year, name="year"),
    path("publication/<str:slug>/proof/", views.prepare, name="prepare"),
    path("publication/<str:slug>/corrections/", corrections.corrections, name="corrections"),
    path("publication/<str:slug>/checklist/", checklist.checklist, name="checklist"),
    path("publication/<str:slug>/checklist/accept/", checklist.accept, name="accept"),
    path("publication/<str:slug>/checklist/check-pdf/", checklist.check_pdf, name="check_pdf"),
    path(
        "publication/<str:slug>/checklist/<int:pk>/take-back/",
        checklist.take_acceptance_back,
        name="take_acceptance_back",
    ),
]
