from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "too_many_login_attempts": (
            "Te veel pogingen om in te loggen. Wacht vijf minuten en probeer het opnieuw."
        ),
    }

    def is_open_for_signup(self, request):
        return False
