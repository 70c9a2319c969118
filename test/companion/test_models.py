"""What the bridge says, read."""

import json
from typing import Any

from custom_components.spotify2mqtt.covers import is_public
from custom_components.spotify2mqtt.models import (
    BadPayload,
    node_of,
    read_answer,
    read_info,
    read_media,
    read_player,
)
import pytest

from conftest import PLAYING, PlayedBridge, settle
from homeassistant.core import HomeAssistant

INFO = {
    "version": "0.1.0",
    "base": "spotify2mqtt",
    "url": None,
    "accounts": [{"key": "family", "name": "Family", "later": 1}],
    "later": {},
}


@pytest.mark.parametrize(
    ("base", "account", "node"),
    [
        ("spotify2mqtt", "family", "spotify2mqtt_family"),
        ("music", "kids_2", "spotify2mqtt-music-kids_2"),
        ("home/music", "family", "spotify2mqtt-home-2f-music-family"),
        ("küche-1", "a", "spotify2mqtt-k-fc-che-2d-1-a"),
        ("🎵", "a", "spotify2mqtt--1f3b5--a"),
    ],
)
def test_node_of(base: str, account: str, node: str) -> None:
    """As nodeOf in the bridge's discovery.ts, which names the MQTT device."""
    assert node_of(base, account) == node


def test_reads_more_than_it_knows() -> None:
    """A newer bridge may say more."""
    assert read_info(json.dumps(INFO)).accounts == {"family": "Family"}
    assert read_player(json.dumps({**PLAYING, "later": 1})).source == "Kitchen"
    answer = read_answer('{"ok":true,"transaction":"t","took_ms":1,"later":1}')
    assert (answer.result, answer.problem) == ({}, None)


@pytest.mark.parametrize(
    "more",
    [
        {"version": 1},
        {"base": ""},
        {"accounts": {}},
        {"accounts": [{"key": "family"}]},
        {"url": 5},
    ],
)
def test_refuses_other_infos(more: dict[str, Any]) -> None:
    """What is not a bridge's is no bridge."""
    with pytest.raises(BadPayload):
        read_info(json.dumps({**INFO, **more}))


@pytest.mark.parametrize(
    "more",
    [
        {"state": "dancing"},
        {"can": "play"},
        {"volume_level": 37},
        {"volume_level": True},
        {"is_volume_muted": "no"},
        {"media_position": "12"},
        {"media_position_updated_at": "2026-11-25T20:00:00"},
        {"media_position_updated_at": "now"},
        {"source_list": None},
        {"repeat": "twice"},
    ],
)
def test_refuses_other_players(more: dict[str, Any]) -> None:
    """Each attribute is of its kind, or the whole is not believed."""
    with pytest.raises(BadPayload):
        read_player(json.dumps({**PLAYING, **more}))


@pytest.mark.parametrize("payload", ["", "[]", "{}", '{"ok":1,"transaction":"t"}'])
def test_refuses_other_answers(payload: str) -> None:
    """An answer says whether, and to what."""
    with pytest.raises(BadPayload):
        read_answer(payload)


def test_refuses_other_media() -> None:
    """An item without a title cannot be shown."""
    with pytest.raises(BadPayload):
        read_media({"id": None, "uri": None, "type": "track"})


@pytest.mark.parametrize(
    ("url", "public"),
    [
        (None, False),
        ("https://i.scdn.co/image/1", True),
        ("http://i.scdn.co/image/1", False),
        ("https://192.168.1.5/c", False),
        ("https://[fd00::1]/c", False),
        ("https://8.8.8.8/c", True),
        ("https://nas/c", False),
        ("https://nas.local/c", False),
    ],
)
def test_is_public(url: str | None, public: bool) -> None:
    """Only what any browser can open is given to browsers."""
    assert is_public(url) is public


async def test_keeps_what_it_knows_of_a_bridge(
    hass: HomeAssistant, house: PlayedBridge, caplog: pytest.LogCaptureFixture
) -> None:
    """Nonsense on bridge/info takes no player away, nor does an empty one."""
    house.say("bridge/info", "nonsense")
    house.say("bridge/info", "")
    await settle(hass)
    assert hass.states.is_state("media_player.spotify_family", "playing")
    assert "bridge/info says is not understood" in caplog.text
