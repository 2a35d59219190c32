"""Collects the package's strings with gettext and compiles its catalogues; `make messages` runs it.

Obsolete entries are dropped, and what has no Vietnamese yet is listed.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

APPS = ("wagtail_district_news", "wagtail_district_news/importer", "example_site")
LANGUAGES = ("vi",)


def collect(app: Path, ignore: tuple[str, ...] = ()) -> None:
    """Write locale/<language>/LC_MESSAGES/django.po under `app`, keeping its translations."""
    arguments = [f"--ignore={pattern}" for pattern in ignore]
    for language in LANGUAGES:
        (app / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        arguments.append(f"--locale={language}")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--no-location",
            "--no-obsolete",
            "--no-wrap",
            *arguments,
        ],
        cwd=app,
        env={k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def translated_entries(catalogue: Path) -> dict[tuple, tuple]:
    """What a catalogue says: (context, msgid, plural) -> its translations."""
    entries = polib.pofile(str(catalogue)) if catalogue.suffix == ".po" else polib.mofile(str(catalogue))
    return {
        (e.msgctxt, e.msgid, e.msgid_plural): (e.msgstr, tuple(sorted(e.msgstr_plural.items())))
        for e in entries
        if not e.obsolete
    }


def untranslated(catalogue: Path) -> list[str]:
    """The msgids without a translation, and the fuzzy ones."""
    entries = polib.pofile(str(catalogue))
    return [e.msgid for e in entries if not e.obsolete and (not e.translated() or e.fuzzy)]


def catalogues(root: Path) -> list[Path]:
    return [
        root / app / "locale" / language / "LC_MESSAGES" / "django.po"
        for app in APPS
        for language in LANGUAGES
    ]


def keep_unchanged_headers(catalogue: Path) -> None:
    """Drop the time stamp that would make every collection a change."""
    entries = polib.pofile(str(catalogue), wrapwidth=0)
    entries.metadata = {
        "Project-Id-Version": "wagtail-district-news",
        "Language": catalogue.parents[1].name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    entries.header = ""
    entries.save(str(catalogue))
    entries.save_as_mofile(str(catalogue.with_suffix(".mo")))


def main(root: Path) -> int:
    for app in APPS:
        collect(root / app, ignore=("importer/*", "extraction/*") if app == "wagtail_district_news" else ())
    missing = 0
    for catalogue in catalogues(root):
        keep_unchanged_headers(catalogue)
        for msgid in untranslated(catalogue):
            missing += 1
            print(f"{catalogue.relative_to(root)}: not translated: {msgid!r}")
    print(f"{missing} strings without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2]))
