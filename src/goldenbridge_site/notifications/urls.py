"""Addresses of notifications."""

from django.urls import path

from goldenbridge_site.notifications import views

urlpatterns = [
    path("notifications/", views.listed, name="notifications"),
    path("notifications/read/", views.mark_read, name="notifications-read"),
    path("account/notifications/", views.settings, name="account-notifications"),
]
