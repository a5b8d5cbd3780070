from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ctreport.accounts"
    label = "accounts"
