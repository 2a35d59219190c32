"""The people of the site, who log in with their address."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class PersonManager(BaseUserManager):
    def create_user(self, address, password=None, **fields):
        person = self.model(address=self.normalize_email(address), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, address, password=None, **fields):
        return self.create_user(address, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """No user name, no first and last name, and a key that is no number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField(unique=True)
    called = models.CharField(max_length=100, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = PersonManager()
    USERNAME_FIELD = EMAIL_FIELD = "address"
    REQUIRED_FIELDS: list[str] = []

    def get_full_name(self):
        return self.called or self.address

    def get_short_name(self):
        return self.called
