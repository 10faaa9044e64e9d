"""Of allauth only these pages are reachable: no signing up, no e-mail, no social accounts."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from giaoban.accounts.views import giving, own, trail

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", login_not_required(account.logout), name="account_logout"),
    path("account/", own.account, name="account"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/", own.second_factor, name="second_factor"),
    path("users/", giving.users, name="users"),
    path("users/new/", giving.give, name="give_account"),
    path("users/<str:username>/", giving.user, name="user"),
    path("users/<str:username>/close/", giving.close, name="close_account"),
    path("users/<str:username>/reset-<str:what>/", giving.reset, name="reset_account"),
    path("trail/", trail.trail, name="trail"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("healthz", own.healthz, name="healthz"),
]
if settings.GIAOBAN_DEMO_ACCOUNTS:
    urlpatterns.append(path("_parts/", login_not_required(own.parts), name="parts"))
