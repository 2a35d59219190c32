import django.db.models.deletion
from django.db import migrations, models


def page(name):
    pointer = models.OneToOneField(
        auto_created=True,
        on_delete=django.db.models.deletion.CASCADE,
        parent_link=True,
        primary_key=True,
        serialize=False,
        to="wagtailcore.page",
    )
    return migrations.CreateModel(name=name, fields=[("page_ptr", pointer)], bases=("wagtailcore.page",))


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0094_alter_page_locale")]
    operations = [page("HomePage"), page("PlainPage")]
