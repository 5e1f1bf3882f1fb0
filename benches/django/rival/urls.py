from django.urls import path

from . import views

urlpatterns = [
    path("sign-in", views.sign_in),
    path("reviews", views.reviews),
    path("reviews/<uuid:review>", views.review),
]
