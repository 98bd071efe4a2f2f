"""The WSGI application that `cairn serve` and any other server run."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from cairn.core import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
application = get_wsgi_application()

_ = get_resolver().url_patterns  # the pages are loaded before the first of them is asked for
memory.settle()
