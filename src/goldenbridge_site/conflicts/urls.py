"""Addresses of conflicts."""

from django.urls import path

from goldenbridge_site.conflicts import views

urlpatterns = [
    path("", views.index, name="conflicts"),
    path("<slug:slug>/", views.show, name="conflict"),
]
