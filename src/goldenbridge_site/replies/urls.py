"""Addresses of replies."""

from django.urls import path

from goldenbridge_site.replies import views

urlpatterns = [
    path("discussions/<slug:slug>/reply/", views.write, name="reply"),
    path("replies/<int:pk>/", views.lead, name="reply-lead"),
    path("replies/<int:pk>/edit/", views.edit, name="reply-edit"),
    path("replies/<int:pk>/delete/", views.delete, name="reply-delete"),
    path("replies/<int:pk>/history/", views.history, name="reply-history"),
]
