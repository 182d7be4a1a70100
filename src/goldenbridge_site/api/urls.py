"""Addresses of the JSON interface."""

from django.urls import path

from goldenbridge_site.api import views
from goldenbridge_site.api.interface import api

urlpatterns = [path("", views.about, name="api-about"), path("", api.urls)]
