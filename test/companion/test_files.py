"""The files that Home Assistant and HACS read, held against their rules as far as these can be had here."""

import json
from pathlib import Path
import re
from typing import Any

from custom_components.spotify2mqtt.diagnostics import (
    async_get_config_entry_diagnostics,
)
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from conftest import PLAYING, PlayedBridge
from homeassistant.core import HomeAssistant
from homeassistant.loader import async_get_integration

ROOT = Path(__file__).parents[2]
OURS = ROOT / "custom_components" / "spotify2mqtt"


def read(name: str) -> Any:
    """Read one of our JSON files."""
    return json.loads((OURS / name).read_text())


def flat(tree: dict[str, Any], at: str = "") -> dict[str, str]:
    """All texts of a tree by their paths."""
    texts: dict[str, str] = {}
    for key, value in tree.items():
        path = f"{at}.{key}" if at else key
        texts |= flat(value, path) if isinstance(value, dict) else {path: value}
    return texts


async def test_home_assistant_loads_it(hass: HomeAssistant) -> None:
    """The manifest is what its loader wants of a custom integration."""
    integration = await async_get_integration(hass, "spotify2mqtt")
    assert not integration.is_built_in
    assert integration.version
    assert integration.mqtt == ["spotify2mqtt/bridge/info"]
    assert integration.requirements == []
    assert integration.integration_type == "hub"


def test_manifest_is_in_order() -> None:
    """hassfest: domain and name first, the rest by the alphabet; HACS: what it shows."""
    keys = list(read("manifest.json"))
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]
    assert {"codeowners", "documentation", "issue_tracker", "version"} <= set(keys)
    assert json.loads((ROOT / "hacs.json").read_text())["name"]


def test_versions_are_one() -> None:
    """The integration is released with the bridge."""
    package = json.loads((ROOT / "package.json").read_text())
    assert read("manifest.json")["version"] == package["version"]


def test_translations() -> None:
    """English is what strings.json says, and German says all of it, with the same placeholders."""
    english = flat(read("translations/en.json"))
    assert flat(read("strings.json")) == english
    german = flat(read("translations/de.json"))
    assert german.keys() == english.keys()
    for key, text in english.items():
        marks = set(re.findall(r"\{(\w+)\}", text))
        assert set(re.findall(r"\{(\w+)\}", german[key])) == marks, key


@pytest.mark.parametrize(
    "name", ["strings.json", "translations/en.json", "translations/de.json"]
)
def test_texts_are_as_hassfest_wants_them(name: str) -> None:
    """No address, no HTML, no space around, no placeholder in single quotes; a fix flow has steps."""
    tree = read(name)
    for key, text in flat(tree).items():
        assert text == text.strip(), key
        assert not re.search(r"https?://\w|www\.|<[a-z]|'\{", text, re.IGNORECASE), key
    for issue in tree["issues"].values():
        assert issue["title"]
        assert issue["fix_flow"]["step"]
    for step in tree["config"]["step"].values():
        # The front end knows no placeholders in the title of a menu.
        assert "menu_options" not in step or "{" not in step["title"]
        assert step.get("data_description", {}).keys() <= step.get("data", {}).keys()


def test_keys_of_the_code_have_words() -> None:
    """No key is asked for that nobody wrote, and none is written that nobody asks for."""
    code = "\n".join(path.read_text() for path in OURS.glob("*.py"))
    strings = read("strings.json")
    kinds = set(
        re.findall(r'^    "(\w+)",$', (OURS / "errors.py").read_text(), re.MULTILINE)
    )
    raised = kinds | set(re.findall(r'(?:translation_key=|invalid\()"(\w+)"', code))
    raised -= {"player"}
    assert raised - {"pairing_needed", "pairing_ending"} == set(strings["exceptions"])
    aborted = set(re.findall(r'async_abort\(\s*reason="(\w+)"', code)) - {"goes_on"}
    assert aborted | {"already_configured", "paired", "refused"} == set(
        strings["config"]["abort"]
    )
    steps = set(re.findall(r'(?<!next_)step_id="(\w+)"', code))
    assert steps == set(strings["config"]["step"])


def test_quality_scale_names_known_statuses() -> None:
    """Each rule is done, or exempt with a reason."""
    rules = yaml.safe_load((OURS / "quality_scale.yaml").read_text())["rules"]
    for rule, status in rules.items():
        if status != "done":
            assert status["status"] in ("done", "exempt", "todo"), rule
            assert status["comment"], rule


async def test_diagnostics_give_nobody_away(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry
) -> None:
    """No address, no link, no name of people, rooms or music."""
    given = await async_get_config_entry_diagnostics(hass, entry)
    text = json.dumps(given, default=str)
    secrets = [
        PLAYING[key]
        for key in (
            "media_title",
            "media_artist",
            "media_album_name",
            "media_image_url",
            "source",
        )
    ]
    for secret in (
        *secrets,
        PLAYING["media_content_id"],
        "192.168.1.5",
        "Spotify Family",
    ):
        assert secret not in text
    assert given["bridge"]["available"] is True
    family = given["accounts"][0]
    assert family["available"] is True
    assert family["player"]["volume_level"] == pytest.approx(0.37)
    assert "next" in family["player"]["can"]
