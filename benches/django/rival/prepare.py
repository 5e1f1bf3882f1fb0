"""Makes Django's own tables beside dardr's, fills them with what dardr's process worked out, and signs a person in.

`python -m rival.prepare GIVEN.json PERSON-ID` prints the cookie.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rival.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from .models import Due, Listed, Person, Todo  # noqa: E402


def prepare(given, person):
    with connection.schema_editor() as editor:
        for model in (Session, Listed, Due, Todo):
            if model._meta.db_table in connection.introspection.table_names():
                editor.delete_model(model)
            editor.create_model(model)
    with transaction.atomic():
        for review, known in given["reviews"].items():
            dues = known["dues"]
            first = dues[0] if dues else None
            Listed.objects.create(
                review_id=review,
                label=first["label"] if first else "",
                working=first["working"] if first else None,
                late=bool(first and first["overdue"]),
                overdue=sum(due["overdue"] for due in dues),
            )
            columns = {field.name for field in Due._meta.fields}
            Due.objects.bulk_create(
                Due(review_id=review, position=n, **{name: value for name, value in due.items() if name in columns}) for n, due in enumerate(dues)
            )
            Todo.objects.bulk_create(Todo(review_id=review, position=n, **todo) for n, todo in enumerate(known["todo"]))
    user = Person.objects.get(pk=person)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["second_factor"] = True
    session.create()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return f"sessionid={session.session_key}"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(prepare(json.load(file), sys.argv[2]))
