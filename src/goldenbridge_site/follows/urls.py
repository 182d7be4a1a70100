"""Addresses of follows."""

from django.urls import path

from goldenbridge_site.follows import views

urlpatterns = [
    path("discussions/<slug:slug>/follow/", views.follow_post, name="follow-post"),
    path("replies/<int:pk>/follow/", views.follow_reply, name="follow-reply"),
    path("conflicts/<slug:slug>/follow/", views.follow_conflict, name="follow-conflict"),
    path("follow/confirm/<str:token>/", views.confirm, name="follow-confirm"),
    path("unfollow/<str:token>/", views.stop, name="unfollow"),
]
