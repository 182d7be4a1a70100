"""Addresses of the search."""

from django.urls import path

from goldenbridge_site.search import views

urlpatterns = [path("", views.search, name="search")]
