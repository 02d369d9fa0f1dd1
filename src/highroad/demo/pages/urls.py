"""Where the demo's pages are. Included only where HIGHROAD_ENV is demo."""

from django.urls import path

from . import first, talk

app_name = "demo"
urlpatterns = [
    path("", first.first, name="first"),
    path("demo/now", first.now, name="now"),
    path("demo/sit/<slug:chair>", first.sit, name="sit"),
    path("demo/speed", first.speed, name="speed"),
    path("demo/again", first.again, name="again"),
    path("demo/says", talk.caller_says, name="says"),
]
