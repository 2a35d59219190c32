"""Collects the package's strings with gettext and compiles its catalogues; `make messages` runs it.

Obsolete entries are dropped, and what has no Vietnamese yet is listed.
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

EXTRACTION = "wagtail_district_news/extraction"
KEYWORDS = ("say", "say_many:1,2", "tell", "tell_many:1,2", "pgettext:1c,2")  # of extraction/messages.py
APPS = ("wagtail_district_news", "wagtail_district_news/importer", "example_site")
PLURALS = {"vi": "nplurals=1; plural=0;"}  # the languages, each with gettext's rule for its plurals
LANGUAGES = tuple(PLURALS)
GLOSSARY = {"vi": (Path(__file__).parent / "glossary_vi.txt").read_text("utf-8").rstrip("\n")}


def collect(app: Path, ignore: tuple[str, ...] = ()) -> None:
    """Write locale/<language>/LC_MESSAGES/django.po under `app`, keeping its translations."""
    arguments = [f"--ignore={pattern}" for pattern in ignore]
    for language in LANGUAGES:
        (app / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        arguments.append(f"--locale={language}")
    subprocess.run(
        [
            sys.executable,
            "-P",  # modules of the app may be named as ones of the standard library
            "-m",
            "django",
            "makemessages",
            "--no-location",
            "--no-obsolete",
            "--no-wrap",
            *arguments,
        ],
        cwd=app,
        env=_environment(),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _environment() -> dict[str, str]:
    """The environment without settings, its PYTHONPATH no longer relative: "." would be the app's own folder."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH")}
    if paths := os.environ.get("PYTHONPATH"):
        kept["PYTHONPATH"] = os.pathsep.join(str(Path(path).resolve()) for path in paths.split(os.pathsep))
    return kept


def collect_extraction(folder: Path) -> None:
    """Write locale/<language>/LC_MESSAGES/extraction.po, for which no Django is needed."""
    sources = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.py"))
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    said = subprocess.run(
        [
            "xgettext",
            "--language=Python",
            "--from-code=UTF-8",
            "--keyword",
            *keywords,
            "--output=-",
            *sources,
        ],
        cwd=folder,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    template = polib.pofile(said, wrapwidth=0)
    for entry in template:
        entry.occurrences = []
    for language in LANGUAGES:
        path = folder / "locale" / language / "LC_MESSAGES" / "extraction.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
        entries.merge(template)
        for gone in entries.obsolete_entries():
            entries.remove(gone)
        for entry in entries:
            entry.msgstr_plural = {
                form: entry.msgstr_plural.get(form, "")
                for form in range(forms_of(language) if entry.msgid_plural else 0)
            }
        entries.save(str(path))


def forms_of(language: str) -> int:
    """How many forms a language has for a number of things."""
    return int(PLURALS[language].split(";")[0].partition("=")[2])


def collect_all(root: Path) -> None:
    """Collect the strings of every catalogue under `root`."""
    for app in APPS:
        inner = ("importer/*", "extraction/*") if app == "wagtail_district_news" else ()
        collect(root / app, ignore=inner)
    collect_extraction(root / EXTRACTION)


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
    """Every catalogue: of each app by Django's name, and the extraction's own."""
    places = [(app, "django.po") for app in APPS] + [(EXTRACTION, "extraction.po")]
    return [
        root / folder / "locale" / language / "LC_MESSAGES" / name
        for folder, name in places
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
        "Plural-Forms": PLURALS[catalogue.parents[1].name],
    }
    entries.metadata_is_fuzzy = False
    entries.header = GLOSSARY.get(catalogue.parents[1].name, "")
    entries.save(str(catalogue))
    entries.save_as_mofile(str(catalogue.with_suffix(".mo")))


def main(root: Path) -> int:
    collect_all(root)
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
