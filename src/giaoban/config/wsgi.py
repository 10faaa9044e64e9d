"""The WSGI application granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings.dev")
application = get_wsgi_application()


def warm_up() -> None:
    """Read the rules when a worker starts: it takes a second that no reader should wait for."""
    from django.conf import settings

    from giaoban import policy

    policy.load(settings.GIAOBAN_POLICY_DIR)


warm_up()
