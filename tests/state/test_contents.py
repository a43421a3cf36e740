"""The table of contents: every page once, with its claim, its path and its fields."""

from pathlib import Path

from argsoft.state.contents import PAGES, PATHS, VIEW_FIELDS, page_at
from argsoft.state.scenario import DEFAULTS, fields_of

ROOT = Path(__file__).parents[2]


def test_every_script_is_in_the_menu_and_nothing_else_is() -> None:
    scripts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py")}
    assert sorted(page.script for page in PAGES) == sorted(scripts)


def test_each_page_begins_with_its_claim() -> None:
    for page in PAGES:
        assert (ROOT / page.script).read_text(encoding="utf-8").startswith(f'"""{page.claim}"""')


def test_only_the_first_page_has_no_path() -> None:
    assert [path for path in PATHS if not path] == [PATHS[0]]
    assert len(set(PATHS)) == len(PATHS)
    assert [page_at(path) for path in PATHS] == list(PAGES)


def test_every_field_is_on_a_page() -> None:
    assert {field for page in PAGES for field in fields_of(page.path)} | {
        *VIEW_FIELDS
    } == DEFAULTS.keys()
