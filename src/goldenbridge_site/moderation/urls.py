"""Addresses of moderation."""

from django.urls import path

from goldenbridge_site.moderation import (
    appeal_views,
    log_views,
    member_views,
    queue_views,
    report_views,
    text_views,
)

urlpatterns = [
    path("discussions/<slug:slug>/report/", report_views.report_post, name="report-post"),
    path("replies/<int:pk>/report/", report_views.report_reply, name="report-reply"),
    path("moderation/", queue_views.queue, name="moderation"),
    path("moderation/keys/", queue_views.keys, name="moderation-keys"),
    path("moderation/posts/<int:pk>/", text_views.post, name="moderate-post"),
    path("moderation/posts/<int:pk>/move/", text_views.move_post, name="move-post"),
    path("moderation/replies/<int:pk>/", text_views.reply, name="moderate-reply"),
    path("moderation/replies/<int:pk>/move/", text_views.move_reply, name="move-reply"),
    path("moderation/members/<int:pk>/", member_views.member, name="moderate-member"),
    path("moderation/members/<int:pk>/notes/", member_views.add_note, name="member-note"),
    path("moderation/notes/<int:pk>/remove/", member_views.remove_note, name="note-remove"),
    path("moderation/log/", log_views.public, name="moderation-log"),
    path("moderation/audit/", log_views.audit, name="moderation-audit"),
    path("moderation/decisions/<int:pk>/", log_views.decision, name="decision"),
    path("moderation/decisions/<int:pk>/undo/", log_views.undo, name="decision-undo"),
    path("moderation/decisions/<int:pk>/appeal/", appeal_views.appeal, name="appeal"),
    path("moderation/appeals/<int:pk>/", appeal_views.answer, name="appeal-answer"),
]
