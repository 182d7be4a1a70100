"""Addresses of feeds."""

from django.urls import path

from goldenbridge_site.feeds import views

urlpatterns = [
    path("all.atom", views.everything, name="feed-all"),
    path("discussions/<slug:slug>.atom", views.discussion, name="feed-post"),
    path("conflicts/<slug:slug>.atom", views.about_conflict, name="feed-conflict"),
]
