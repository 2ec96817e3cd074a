"""`python -m benchmarks.pages.queries` prints how many queries the list page of a data folder (TOOLBOX_DATA) costs."""

import os

import django


def count() -> int:
    """Queries of a list page, once the list is in memory."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.get("/library/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/library/")
    return len(queries)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "toolbox.site.settings"
    django.setup()
    print(count())
