"""The WSGI application that `cairn serve` and any other server run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
application = get_wsgi_application()
