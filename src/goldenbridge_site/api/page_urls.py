"""Addresses of the pages on which members keep their keys."""

from django.urls import path

from goldenbridge_site.api import views

urlpatterns = [
    path("account/tokens/", views.keys, name="api-tokens"),
    path("account/tokens/<int:pk>/revoke/", views.revoke, name="api-token-revoke"),
]
