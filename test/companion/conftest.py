"""A Home Assistant, and a bridge that is played over its MQTT."""

import asyncio
from collections.abc import Callable
import json
from typing import Any

# Before the plugin's own package of this name is found.
import custom_components  # noqa: F401
from paho.mqtt.client import topic_matches_sub
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_mqtt_message,
)
from pytest_homeassistant_custom_component.typing import (
    MqttMockHAClient,
    MqttMockPahoClient,
)

from homeassistant.components.mqtt import DATA_MQTT, DOMAIN as MQTT_DOMAIN
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

BASE = "spotify2mqtt"
PLAYER = "media_player.spotify_family"

PLAYING: dict[str, Any] = {
    "state": "playing",
    "media_content_id": "spotify:track:6rqhFgbbKwnb9MLmUQDhG6",
    "media_content_type": "music",
    "media_title": "The Kettle",
    "media_artist": "Solveig Nord",
    "media_album_name": "Small Hours",
    "media_duration": 201.5,
    "media_position": 12.2,
    "media_position_updated_at": "2026-11-25T20:00:00.000Z",
    "media_image_url": "https://i.scdn.co/image/ab67616d",
    "volume_level": 0.37,
    "is_volume_muted": False,
    "source": "Kitchen",
    "source_list": ["Kitchen", "Study"],
    "shuffle": False,
    "repeat": "off",
    "can": [
        "play",
        "pause",
        "stop",
        "play_pause",
        "next",
        "previous",
        "seek",
        "volume",
        "mute",
        "unmute",
        "shuffle",
        "repeat",
        "device",
        "queue",
        "like",
        "refresh",
        "clear",
    ],
}

type Said = dict[str, Any]


class PlayedBridge:
    """Says what a bridge says, and answers as it is told."""

    def __init__(self, hass: HomeAssistant, base: str = BASE) -> None:
        """Have two accounts."""
        self.hass = hass
        self.base = base
        self.accounts = {"family": "Spotify Family", "kids": "Spotify Kids"}
        # What came in, without its transaction: topic below the base, and payload.
        self.asked: list[tuple[str, Said]] = []
        # By topic below the base: the answer, or what makes it.
        self.answers: dict[str, Said | Callable[[Said], Said]] = {}
        # Its retained messages, by whole topic.
        self.retained: dict[str, str] = {}
        # Requests that are left without an answer.
        self.silent = False

    def say(self, topic: str, payload: str | Said) -> None:
        """Publish below the base, retained."""
        text = payload if isinstance(payload, str) else json.dumps(payload)
        self.retained[f"{self.base}/{topic}"] = text
        async_fire_mqtt_message(self.hass, f"{self.base}/{topic}", text, 1)

    def repeat(self, topics: list[tuple[str, int]]) -> None:
        """Give a new subscriber what is retained, as a broker does."""
        for topic, text in self.retained.items():
            if any(topic_matches_sub(wanted, topic) for wanted, _ in topics):
                async_fire_mqtt_message(self.hass, topic, text, 1, True)

    def say_info(self) -> None:
        """Tell which accounts there are."""
        accounts = [{"key": key, "name": name} for key, name in self.accounts.items()]
        self.say(
            "bridge/info",
            {
                "version": "0.1.0",
                "base": self.base,
                "url": "http://192.168.1.5:8099",
                "accounts": accounts,
                "readers": [],
            },
        )

    async def come(self) -> None:
        """Be there, with music in the kitchen."""
        self.say_info()
        self.say("bridge/state", "online")
        for account in self.accounts:
            self.say(f"{account}/availability", "online")
            self.say(f"{account}/paired", "ON")
            self.say(f"{account}/player", PLAYING)
        await settle(self.hass)

    @callback
    def hear(self, topic: str, payload: Any, *_args: Any, **_more: Any) -> None:
        """Answer what is asked of it."""
        below = topic.removeprefix(f"{self.base}/")
        if not ("/request/" in below or below.endswith("/command")):
            return
        asked = json.loads(payload)
        transaction = asked.pop("transaction")
        self.asked.append((below, asked))
        if self.silent:
            return
        answer = self.answers.get(below, {"ok": True})
        said = answer(asked) if callable(answer) else answer
        text = json.dumps({"took_ms": 1, **said, "transaction": transaction})
        self.hass.loop.call_soon(
            async_fire_mqtt_message,
            self.hass,
            f"{self.base}/{below.split('/')[0]}/response",
            text,
        )


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Home Assistant's MQTT client leaves one behind where a test fails in between."""
    return True


@pytest.fixture(autouse=True)
def _custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant load ours."""


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let MQTT subscribe when it is asked to, not some tenths of a second later."""
    client = "homeassistant.components.mqtt.client"
    monkeypatch.setattr(f"{client}.INITIAL_SUBSCRIBE_COOLDOWN", 0.0)
    monkeypatch.setattr(f"{client}.SUBSCRIBE_COOLDOWN", 0.0)


@pytest.fixture
def bridges(
    _at_once: None,
    hass: HomeAssistant,
    mqtt_client_mock: MqttMockPahoClient,
    mqtt_mock: MqttMockHAClient,
) -> list[PlayedBridge]:
    """All bridges of the broker."""
    played: list[PlayedBridge] = []
    subscribe = mqtt_client_mock.subscribe.side_effect

    def subscribed(topics: Any, qos: int = 0, **more: Any) -> Any:
        wanted = topics if isinstance(topics, list) else [(topics, qos)]
        for one in played:
            hass.loop.call_soon(one.repeat, wanted)
        return subscribe(topics, qos, **more)

    async def published(topic: str, *more: Any, **rest: Any) -> None:
        for one in played:
            if topic.startswith(f"{one.base}/"):
                one.hear(topic, *more)

    mqtt_client_mock.subscribe.side_effect = subscribed
    mqtt_mock.async_publish.side_effect = published
    return played


@pytest.fixture
def bridge(hass: HomeAssistant, bridges: list[PlayedBridge]) -> PlayedBridge:
    """A bridge that has not come yet."""
    played = PlayedBridge(hass)
    bridges.append(played)
    return played


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """The entry of the default base topic, not set up yet."""
    one = MockConfigEntry(
        domain=BASE, title=BASE, unique_id=BASE, data={"base_topic": BASE}
    )
    one.add_to_hass(hass)
    return one


@pytest.fixture
async def house(
    hass: HomeAssistant, bridge: PlayedBridge, entry: MockConfigEntry
) -> PlayedBridge:
    """A bridge with its entry set up, and with the MQTT device of the family."""
    mqtt_device(hass, "family", "Spotify Family")
    await bridge.come()
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    return bridge


async def settle(hass: HomeAssistant) -> None:
    """Wait until new subscriptions have been made, and have heard what is retained."""
    debouncer = hass.data[DATA_MQTT].client.return_value._subscribe_debouncer
    await hass.async_block_till_done(wait_background_tasks=True)
    while debouncer._timer or debouncer._task:
        await asyncio.sleep(0)
        await hass.async_block_till_done(wait_background_tasks=True)


def mqtt_device(hass: HomeAssistant, account: str, name: str) -> dr.DeviceEntry:
    """Make the device that MQTT discovery makes."""
    (mqtt,) = hass.config_entries.async_entries(MQTT_DOMAIN)
    return dr.async_get(hass).async_get_or_create(
        config_entry_id=mqtt.entry_id,
        identifiers={(MQTT_DOMAIN, f"{BASE}_{account}")},
        name=name,
    )
