"""give_news_permissions: give two groups the rights that a newsroom needs, or take them back."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Command(BaseCommand):
    @property
    def help(self):
        return _(
            "Give the groups of editors and moderators the rights over counts, campaign messages and reports."
        )

    def add_arguments(self, parser):
        parser.add_argument(
            "--editors", default="Editors", metavar=_("GROUP"), help=_("group of the editors")
        )
        parser.add_argument(
            "--moderators", default="Moderators", metavar=_("GROUP"), help=_("group of the moderators")
        )
        parser.add_argument(
            "--revoke", action="store_true", help=_("take these rights back; other rights stay as they are")
        )

    @transaction.atomic
    def handle(self, *args, editors, moderators, revoke, **options):
        groups = {role: _group(name) for role, name in (("editors", editors), ("moderators", moderators))}
        for role, group in groups.items():
            permissions = recommended(role)
            if revoke:
                group.permissions.remove(*permissions)
            else:
                group.permissions.add(*permissions)
            self.stdout.write(_said(group, permissions, revoke))
        if not revoke:
            self.stdout.write(
                _("They are ticked in the admin under Settings > Groups, and can be changed there.")
            )


def recommended(role: str) -> list[Permission]:
    """Return the permissions that the installed apps recommend for a role, by their `news_roles`."""
    return [
        permission
        for config in apps.get_app_configs()
        for permission in Permission.objects.filter(
            content_type__app_label=config.label, codename__in=getattr(config, "news_roles", {}).get(role, ())
        )
    ]


def _group(name: str) -> Group:
    try:
        return Group.objects.get(name=name)
    except Group.DoesNotExist:
        known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True)) or "-"
        raise CommandError(
            _("There is no group “%(name)s”. The groups of this site are: %(known)s.")
            % {"name": name, "known": known}
        ) from None


def _said(group: Group, permissions: list[Permission], revoke: bool) -> str:
    count = len(permissions)
    text = (
        ngettext("%(group)s: %(count)d right taken back.", "%(group)s: %(count)d rights taken back.", count)
        if revoke
        else ngettext("%(group)s: %(count)d right given.", "%(group)s: %(count)d rights given.", count)
    )
    return text % {"group": group.name, "count": count}
