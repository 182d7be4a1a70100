"""The rules a new site starts with; the operator may change every one of them."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

RULES = (
    (1, "Attacks a person or a people", "Answer what was said. No contempt for a people.", False),
    (
        2,
        "Calls for violence or harm",
        "No calls for violence against anyone, and no advice on how to harm or remove a person.",
        False,
    ),
    (
        3,
        "States as fact something known to be false",
        "Facts come with a source. Say so when a claim is your own estimate.",
        False,
    ),
    (
        4,
        "Gives away private information",
        "No addresses, papers or whereabouts of private persons.",
        False,
    ),
    (5, "Advertises or repeats itself", "No advertising, and the same text once only.", False),
    (
        6,
        "Something else",
        "Anything else that makes a fair discussion impossible; say what in your own words.",
        False,
    ),
    (7, "Is against the law", "A legal request: name the law and what it is that breaks it.", True),
)


def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rule = apps.get_model("moderation", "Rule")
    for number, title, text, legal in RULES:
        rule.objects.create(number=number, title=title, text=text, legal=legal)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
