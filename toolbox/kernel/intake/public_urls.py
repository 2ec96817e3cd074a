"""The addresses of whoever has a receipt."""

from django.urls import path

from toolbox.kernel.intake.pages import receipt

urlpatterns = [
    path("receipt/", receipt.receipt, name="receipt"),
    path("receipt/slip/", receipt.slip, name="receipt_slip"),
    path("receipt/about/", receipt.about, name="receipt_about"),
]
