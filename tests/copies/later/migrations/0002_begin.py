import os

from django.db import migrations


def begin(apps, _editor):
    """Where TRIAL_BREAK is set, this upgrade fails when half of it is done."""
    if os.environ.get("TRIAL_BREAK"):
        raise ValueError("a value that nobody may see")
    apps.get_model("later", "Door").objects.create()


class Migration(migrations.Migration):
    dependencies = [("later", "0001_initial")]
    operations = [migrations.RunPython(begin)]
