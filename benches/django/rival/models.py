"""dardr's own tables, read as they are, and three tables of what dardr's process works out, which Django is given."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


def Id(**options):
    """dardr keeps ids as UUID in PostgreSQL and as text in SQLite."""
    return models.CharField(max_length=36, **options) if settings.IS_SQLITE else models.UUIDField(**options)


def To(model, column, **options):
    return models.ForeignKey(model, models.DO_NOTHING, db_column=column, related_name="+", **options)


class Person(AbstractBaseUser):
    id = Id(primary_key=True)
    name = models.TextField()
    email = models.TextField(unique=True)
    password = models.TextField(db_column="password_hash")
    disabled_at = models.DateTimeField(null=True)
    last_login = None
    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    @property
    def is_active(self):
        return self.disabled_at is None

    class Meta:
        managed = False
        db_table = "person"


class Organisation(models.Model):
    id = Id(primary_key=True)
    name = models.TextField()

    class Meta:
        managed = False
        db_table = "organisation"


class Partnership(models.Model):
    organisation = models.OneToOneField(Organisation, models.DO_NOTHING, primary_key=True, db_column="organisation", related_name="partnership")
    code = models.TextField()

    class Meta:
        managed = False
        db_table = "partnership"


class Oversees(models.Model):
    body = To(Organisation, "body", primary_key=True)
    partnership = To(Partnership, "partnership")

    class Meta:
        managed = False
        db_table = "oversees"


class Post(models.Model):
    id = Id(primary_key=True)
    person = To(Person, "person")
    organisation = To(Organisation, "organisation")
    role = models.TextField()
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "post"


class Review(models.Model):
    id = Id(primary_key=True)
    partnership = To(Partnership, "partnership")
    reference = models.TextField()
    regime = models.TextField()
    edition = models.TextField()
    display_term = models.TextField()
    stage = models.TextField()
    stage_since = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "review"


class ReviewPartnership(models.Model):
    review = To(Review, "review", primary_key=True)
    partnership = To(Partnership, "partnership")
    part = models.TextField()
    ended_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "review_partnership"


class ReviewRole(models.Model):
    id = Id(primary_key=True)
    review = To(Review, "review")
    person = To(Person, "person")
    role = models.TextField()
    begins = models.DateField()
    ends = models.DateField(null=True)
    conflicted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "review_role"


class ReviewAgency(models.Model):
    review = To(Review, "review", primary_key=True)
    organisation = To(Organisation, "organisation")
    begins = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "review_agency"


class Hold(models.Model):
    id = Id(primary_key=True)
    review = To(Review, "review")
    kind = models.TextField()
    scope = models.TextField()
    starts = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "hold"


class Happening(models.Model):
    review = To(Review, "review", primary_key=True)
    seq = models.BigIntegerField()
    what = models.TextField()
    act = models.TextField(null=True)
    from_stage = models.TextField(null=True)
    to_stage = models.TextField(null=True)
    on_date = models.DateField()
    person_name = models.TextField()
    acting_as = models.TextField()
    source = models.TextField()
    note = models.TextField()

    class Meta:
        managed = False
        db_table = "happening"


class RegisterEntry(models.Model):
    id = Id(primary_key=True)
    review = To(Review, "review")
    code = models.TextField()
    kind = models.TextField()
    pseudonym = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "register_entry"


class Listed(models.Model):
    """For the list: the clock that runs out first, and how many have run out."""

    review = models.OneToOneField(Review, models.DO_NOTHING, primary_key=True, related_name="listed")
    label = models.TextField()
    working = models.DateField(null=True)
    late = models.BooleanField()
    overdue = models.IntegerField()

    class Meta:
        db_table = "rival_listed"


class Due(models.Model):
    """A clock that is running."""

    review = models.ForeignKey(Review, models.DO_NOTHING, related_name="+")
    position = models.IntegerField()
    name = models.TextField()
    owner = models.TextField()
    working = models.DateField()
    computed = models.DateField()
    act_by = models.DateField()
    agreed_on = models.DateField(null=True)
    sure = models.BooleanField()
    state = models.TextField()
    colour = models.TextField()

    class Meta:
        db_table = "rival_due"


class Todo(models.Model):
    """A sentence, heading, task or link of what the person who looks is to do next."""

    review = models.ForeignKey(Review, models.DO_NOTHING, related_name="+")
    position = models.IntegerField()
    group = models.IntegerField()
    part = models.TextField()
    words = models.TextField()
    strong = models.TextField(default="")
    place = models.TextField(default="")
    hint = models.TextField(default="")
    name = models.TextField(default="")
    status = models.TextField(default="")
    colour = models.TextField(default="")

    class Meta:
        db_table = "rival_todo"
