"""Addresses of drafts."""

from django.urls import path

from goldenbridge_site.drafts import views

urlpatterns = [
    path("drafts/save/", views.save, name="draft-save"),
    path("drafts/<int:pk>/discard/", views.discard, name="draft-discard"),
]
