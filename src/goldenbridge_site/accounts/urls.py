"""Addresses of members and their accounts; allauth's views under the site's own addresses."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import path, re_path

from goldenbridge_site.accounts import views

urlpatterns = [
    path("join/", views.join, name="account_signup"),
    path("join/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    path("join/confirm/<key>/", views.confirm, name="account_confirm_email"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/second-factor/", factor.authenticate, name="mfa_authenticate"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("sign-in/reset/", account.password_reset, name="account_reset_password"),
    path("sign-in/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "sign-in/reset/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", views.overview, name="account"),
    path("account/profile/", views.profile, name="account-profile"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/second-factor/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/email/", account.email, name="account_email"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path("account/sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("account/second-factor/", factor.index, name="mfa_index"),
    path("account/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/stop/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/codes/download/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/data/", views.data, name="account-data"),
    path("account/data/<str:form>/", views.download, name="account-download"),
    path("account/delete/", views.delete, name="account-delete"),
    path("account/drafts/", views.drafts, name="account-drafts"),
    path("members/<str:slug>/", views.member, name="member"),
]
