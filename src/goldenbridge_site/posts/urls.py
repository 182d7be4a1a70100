"""Addresses of posts and tags."""

from django.urls import path

from goldenbridge_site.posts import views

urlpatterns = [
    path("discussions/", views.index, name="posts"),
    path("discussions/new/", views.new, name="post-new"),
    path("discussions/preview/", views.preview, name="preview"),
    path("discussions/<slug:slug>/", views.show, name="post"),
    path("discussions/<slug:slug>/edit/", views.edit, name="post-edit"),
    path("discussions/<slug:slug>/delete/", views.delete, name="post-delete"),
    path("discussions/<slug:slug>/history/", views.history, name="post-history"),
    path("tags/<str:slug>/", views.tag, name="tag"),
]
