"""Addresses of activity."""

from django.urls import path

from wiki.activity import views

app_name = "activity"

urlpatterns = [
    path("", views.home, name="home"),
    path("changes/", views.changes, name="changes"),
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/<int:pk>/", views.notification, name="notification"),
    path("notifications/reading/", views.reading, name="reading"),
    path("notifications/watches/", views.watches, name="watches"),
    path("notifications/settings/", views.wishes, name="wishes"),
    path("notifications/stop/<str:token>/", views.mail_stop, name="mail-stop"),
    path("<slug:space>/-/watch/", views.watch_space, name="watch-space"),
    path("<slug:space>/<page:path>/-/watch/", views.watch_page, name="watch-page"),
]
