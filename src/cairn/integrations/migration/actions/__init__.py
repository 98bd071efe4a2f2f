"""The verbs of imports: upload, choose, begin, take back; every one of them leaves its Run row behind."""

from cairn.integrations.migration.actions.begin import begin, import_now
from cairn.integrations.migration.actions.choose import choose
from cairn.integrations.migration.actions.examine import examine_again
from cairn.integrations.migration.actions.take_back import take_back
from cairn.integrations.migration.actions.upload import upload

__all__ = ["begin", "choose", "examine_again", "import_now", "take_back", "upload"]
