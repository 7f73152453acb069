"""Addresses about people. allauth's views keep allauth's names, by which it finds them; what we don't use is absent."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts.views import joining, own

signing_in = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("signup/", joining.signup_closed, name="account_signup"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

own_screens = [
    path("settings/", own.own_settings, name="account_settings"),
    path("theme/", own.theme, name="account_theme"),
    path("sessions/end/", own.sessions_end, name="account_sessions_end"),
    path("invitations/<str:token>/", joining.acceptance, name="account_invitation"),
]

urlpatterns = [
    path("accounts/", include(signing_in)),
    path("accounts/", include(own_screens)),
    path("setup/", joining.setup_waiting, name="account_setup_waiting"),
    path("setup/<str:token>/", joining.first_admin, name="account_setup"),
]
