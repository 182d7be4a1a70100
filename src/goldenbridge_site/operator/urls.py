"""Addresses of the operator's pages."""

from django.urls import path

from goldenbridge_site.operator import (
    conflict_views,
    invitation_views,
    member_views,
    overview_views,
    settings_views,
)

urlpatterns = [
    path("", overview_views.overview, name="operator"),
    path("mail/retry/", overview_views.retry_mail, name="operator-mail-retry"),
    path("mail/test/", overview_views.test_mail, name="operator-mail-test"),
    path("tasks/<str:key>/retry/", overview_views.retry_task, name="operator-task-retry"),
    path("tasks/<str:key>/forget/", overview_views.forget_task, name="operator-task-forget"),
    path("members/", member_views.members, name="operator-members"),
    path("members/<int:pk>/role/", member_views.give_role, name="operator-member-role"),
    path("invitations/", invitation_views.invitations, name="operator-invitations"),
    path(
        "invitations/<int:pk>/withdraw/", invitation_views.withdraw, name="operator-invitation-end"
    ),
    path("conflicts/", conflict_views.conflicts, name="operator-conflicts"),
    path("conflicts/new/", conflict_views.new, name="operator-conflict-new"),
    path("conflicts/<int:pk>/", conflict_views.edit, name="operator-conflict"),
    path("settings/", settings_views.site, name="operator-settings"),
    path("texts/", settings_views.texts, name="operator-texts"),
    path("rules/", settings_views.rules, name="operator-rules"),
    path("rules/new/", settings_views.new_rule, name="operator-rule-new"),
    path("rules/<int:pk>/", settings_views.edit_rule, name="operator-rule"),
]
