"""Finds words for people that nobody marked for translation: in the syntax tree of Python, in the text of templates."""

import ast
import copy
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

TOPS = ("wagtail_district_news", "example_site")
MARKERS = frozenset(
    """
    _ __ gettext gettext_lazy gettext_noop ngettext ngettext_lazy pgettext pgettext_lazy npgettext npgettext_lazy
    say say_many tell tell_many said render
    """.split()  # noqa: SIM905
)
AT_ONCE = frozenset(["gettext", "ngettext", "pgettext", "npgettext"])  # said when they are called
# keyword arguments and class attributes that people read
NAMED = frozenset(
    """
    description empty_label epilog export_heading heading help help_text hint label menu_label msg page_title
    placeholder title verbose_name verbose_name_plural
    """.split()  # noqa: SIM905
)
# calls, and which of their positional arguments people read
CALLED = {
    "CommandError": (0,),
    "ValidationError": (0,),
    "ArgumentError": (0,),
    "ArgumentTypeError": (0,),
    "BadRequestError": (0,),
    "ParameterError": (0,),
    "HttpError": (1,),
    "Http404": (0,),
    "HttpResponseBadRequest": (0,),
    "ImportSetupError": (0,),
    "PageError": (0,),
    "ProfileError": (2,),
    "Refused": (1,),
    "SelectorError": (0,),
    "SourceError": (0,),
    "fail": (1,),
    "Issue": (1,),
    "Error": (0,),
    "Warning": (0,),
    "Info": (0,),
    "Critical": (0,),
    "MenuItem": (0,),
    "GuardedMenuItem": (0,),
    "MultiFieldPanel": (1,),
    "TitleColumn": (1,),
    "print": (0, 1, 2, 3),
    "write": (0,),
    "success": (0,),
    "warning": (1,),
    "error": (1,),
}
# calls that only dress what they are given
PASSED_ON = frozenset(
    [
        "join",
        "str",
        "capfirst",
        "mark_safe",
        "format_html",
        "SUCCESS",
        "WARNING",
        "ERROR",
        "NOTICE",
        "HTTP_INFO",
    ]
)
FIELDS = re.compile(r"(?:Field|ForeignKey|ForeignObject|OneToOne)$")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# logger.warning("…") and the like speak to those who run the site, as every log does
LOGGERS = frozenset(["logger", "logging", "log"])


def in_python(path: Path) -> Iterator[str]:
    """Every unmarked text of a Python file, as "line: text"."""
    tree = ast.parse(path.read_text("utf-8"))
    _follow_names(tree)
    for node in ast.walk(tree):
        for found in _of(node):
            yield f"{found.lineno}: {ast.unparse(found)[:160]}"
    yield from _said_too_early(tree)


def _follow_names(tree: ast.Module) -> None:
    """Put in place of a function's own variable, where a call is given it, the values that it may hold."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        held: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                held.setdefault(node.targets[0].id, []).append(copy.deepcopy(node.value))
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and not isinstance(node.func, ast.Call):
                if _name(node) in CALLED:
                    node.args = [_held(each, held) for each in node.args]
                for keyword in node.keywords:
                    keyword.value = _held(keyword.value, held) if keyword.arg in NAMED else keyword.value


def _held(node: ast.expr, held: dict[str, list[ast.expr]]) -> ast.expr:
    if not isinstance(node, ast.Name) or node.id not in held:
        return node
    return ast.copy_location(ast.Tuple(held[node.id], ast.Load()), node)


def _of(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.ClassDef):
        for statement in node.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                names = {target.id for target in targets if isinstance(target, ast.Name)}
                if names & NAMED:
                    yield from bare(statement.value)
                if "export_headings" in names and isinstance(statement.value, ast.Dict):
                    for value in statement.value.values:
                        yield from bare(value)
        if any("Choices" in ast.unparse(base) for base in node.bases):
            yield from _of_choices(node)
    elif isinstance(node, ast.JoinedStr):
        for part in ast.walk(node):
            if isinstance(part, ast.Call) and _name(part) in MARKERS - {"said", "render"}:
                yield part  # gettext's collector sees nothing inside an f-string


def _of_call(node: ast.Call) -> Iterator[ast.expr]:
    name = _name(node)
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    if isinstance(owner, ast.Name) and owner.id in LOGGERS:
        return
    if name in MARKERS and node.args and name not in ("said", "render"):
        if isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
            yield node.args[0]  # what is put together while it runs stands in no catalogue
        return
    for position in CALLED.get(name, ()):
        if position < len(node.args):
            yield from bare(node.args[position])
    if FIELDS.search(name) and isinstance(owner, ast.Name) and owner.id == "models":
        first = 1 if name in ("ForeignKey", "OneToOneField", "ManyToManyField") else 0
        for given in node.args[first : first + 1]:
            yield from bare(given)
    for keyword in node.keywords:
        if keyword.arg in NAMED and name not in (
            "dict",
            "replace",
            "filter",
            "get",
            "create",
            "Page",
            "Outcome",
        ):
            yield from bare(keyword.value)


def _of_choices(node: ast.ClassDef) -> Iterator[ast.expr]:
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            value = statement.value
            if not isinstance(value, ast.Tuple):
                yield value  # Django would make a label of the name
            else:
                yield from bare(value.elts[-1])


def bare(node: ast.expr) -> Iterator[ast.expr]:
    """The literal texts of an expression that no marker holds."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and LETTERS.search(node.value):
            yield node
    elif isinstance(node, ast.JoinedStr):
        if any(isinstance(part, ast.Constant) and LETTERS.search(str(part.value)) for part in node.values):
            yield node
    elif isinstance(node, ast.Call):
        if _name(node) not in MARKERS:
            inner = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            for part in [*inner, *(node.args if _name(node) in PASSED_ON else ())]:
                yield from bare(part)
    elif isinstance(node, ast.BinOp):
        yield from bare(node.left)
        if isinstance(node.op, ast.Add):
            yield from bare(node.right)
    elif isinstance(node, ast.IfExp):
        yield from bare(node.body)
        yield from bare(node.orelse)
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List):
        for part in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from bare(part)


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _said_too_early(tree: ast.Module) -> Iterator[str]:
    """Texts that are translated while a module is loaded, whatever the reader's language will be."""
    lazy = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name.endswith(("_lazy", "_noop"))
    }
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and _name(node) in AT_ONCE | {"_"} and _name(node) not in lazy:
            yield f"{node.lineno}: said while the module is loaded: {ast.unparse(node)[:120]}"
        waiting += ast.iter_child_nodes(node)


class _Visible(HTMLParser):
    """Collects what a reader of the page sees or hears."""

    ATTRIBUTES = ("alt", "title", "aria-label", "aria-description", "placeholder", "label", "content-label")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        for name, value in attributes:
            is_button = name == "value" and tag in ("input", "button") and ("type", "submit") in attributes
            if (name in self.ATTRIBUTES or is_button) and value and LETTERS.search(value):
                self.found.append(f"{self.getpos()[0]}: {name}={value!r}")

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent and LETTERS.search(data):
            self.found.append(f"{self.getpos()[0]}: {' '.join(data.split())!r}")


BLOCKS = re.compile(r"\{%\s*(blocktrans(?:late)?|comment)\b.*?%\}.*?\{%\s*end\1\s*%\}|\{#.*?#\}", re.DOTALL)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
LITERAL = re.compile(
    r"""(?:\b(?:default|default_if_none|yesno|add|join|cut):|\b(?:title|heading|label|text|name)=)"([^"]*)\""""
)
TRANSLATED = re.compile(r"""\b_\("[^"]*"\)|_\('[^']*'\)""")


def in_template(path: Path) -> Iterator[str]:
    """Every visible text of a template that stands outside the tags which translate, as "line: text"."""
    text = BLOCKS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), path.read_text("utf-8"))
    for tag in TAGS.finditer(text):
        for literal in LITERAL.finditer(TRANSLATED.sub("", tag[0])):
            if re.search(r"[^\W\d_]{2,}.*\s|^[A-Z][a-z]", literal[1]) and "translate" not in tag[0]:
                yield f"{text.count(chr(10), 0, tag.start()) + 1}: {literal[0]}"
    visible = _Visible()
    visible.feed(TAGS.sub(lambda match: "\n" * match[0].count("\n") or " ", text))
    yield from visible.found


def in_file(root: Path, path: Path) -> list[str]:
    """What is unmarked in one file, as "file:line: text"."""
    name = path.relative_to(root).as_posix()
    if "/migrations/" in name or "/var/" in name:
        return []
    if path.suffix == ".py":
        return [f"{name}:{each}" for each in in_python(path)]
    if path.suffix == ".html" and "/templates/" in name:
        return [f"{name}:{each}" for each in in_template(path)]
    return []


def unmarked(root: Path) -> list[str]:
    """Every unmarked text under `root`, as "file:line: text"."""
    paths = [path for top in TOPS for path in sorted((root / top).rglob("*")) if path.is_file()]
    return [each for path in paths for each in in_file(root, path)]


def fits(found: str, exception: str) -> bool:
    """Whether an exception, as "file: part of the text", speaks of what was found."""
    name, _, part = exception.partition(": ")
    return found.startswith(name) and part in found
