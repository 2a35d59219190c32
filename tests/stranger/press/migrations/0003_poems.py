from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation, RenameStreamChildrenOperation


class RenamePoet(BaseBlockOperation):
    """Works on the list of all blocks: a path into a block of the site's own is unknown to a migration."""

    operation_name_fragment = "rename_poet"

    def apply(self, block_value):
        for block in block_value:
            if block["type"] == "poem" and "author" in block["value"]:
                block["value"]["poet"] = block["value"].pop("author")
        return block_value


class Migration(migrations.Migration):
    dependencies = [("press", "0002_fill")]
    operations = [
        MigrateStreamData(
            app_name="press",
            model_name="Report",
            field_name="body",
            operations_and_block_paths=[
                (RenameStreamChildrenOperation(old_name="verse", new_name="poem"), ""),
                (RenamePoet(), ""),
            ],
        ),
    ]
