"""The media_player itself: what it shows, and what each service asks of the bridge."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from conftest import PLAYER, PLAYING, PlayedBridge, mqtt_device, settle
from homeassistant.components.media_player import (
    MediaPlayerEntityFeature as Feature,
    MediaPlayerState,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.util import dt as dt_util

URI = "spotify:album:7vEJAtP3KgKSpOHVgwm3Eh"


async def call(hass: HomeAssistant, service: str, **data: Any) -> Any:
    """Perform a media_player action on the family's player."""
    return await hass.services.async_call(
        "media_player", service, {"entity_id": PLAYER, **data}, blocking=True
    )


async def test_shows_what_plays(hass: HomeAssistant, house: PlayedBridge) -> None:
    """Every attribute is where core's rules have it."""
    state = hass.states.get(PLAYER)
    assert state
    assert state.state == MediaPlayerState.PLAYING
    shown = {
        key: value
        for key, value in state.attributes.items()
        if key
        not in (
            "supported_features",
            "entity_picture_local",
            "media_position_updated_at",
        )
    }
    assert shown == {
        "friendly_name": "Spotify Family",
        "entity_picture": "https://i.scdn.co/image/ab67616d",
        "is_volume_muted": False,
        "media_album_name": "Small Hours",
        "media_artist": "Solveig Nord",
        "media_content_id": "spotify:track:6rqhFgbbKwnb9MLmUQDhG6",
        "media_content_type": "music",
        "media_duration": 202,
        "media_position": 12,
        "media_title": "The Kettle",
        "repeat": "off",
        "shuffle": False,
        "source": "Kitchen",
        "source_list": ["Kitchen", "Study"],
        "volume_level": 0.37,
    }
    moment = state.attributes["media_position_updated_at"]
    assert moment == dt_util.parse_datetime("2026-11-25T20:00:00+00:00")


async def test_cover_at_home_goes_through_home_assistant(
    hass: HomeAssistant, house: PlayedBridge
) -> None:
    """A cover that only the house can open is fetched by Home Assistant."""
    for url in (
        "http://192.168.1.5/cover",
        "https://192.168.1.5/cover",
        "https://nas.local/c",
    ):
        house.say("family/player", {**PLAYING, "media_image_url": url})
        await settle(hass)
        state = hass.states.get(PLAYER)
        assert state
        assert state.attributes["entity_picture"].startswith("/api/media_player_proxy/")


@pytest.mark.parametrize(
    ("can", "has", "lacks"),
    [
        (["play", "pause"], Feature.PLAY | Feature.TURN_OFF, Feature.SEEK),
        (["seek", "next"], Feature.SEEK | Feature.NEXT_TRACK, Feature.PREVIOUS_TRACK),
        (["volume"], Feature.VOLUME_SET | Feature.VOLUME_STEP, Feature.VOLUME_MUTE),
        (
            [],
            Feature.PLAY_MEDIA | Feature.BROWSE_MEDIA | Feature.SELECT_SOURCE,
            Feature.PLAY,
        ),
        (["a word of tomorrow"], Feature.SEARCH_MEDIA, Feature.PLAY),
    ],
)
async def test_features_follow_the_moment(
    hass: HomeAssistant,
    house: PlayedBridge,
    can: list[str],
    has: Feature,
    lacks: Feature,
) -> None:
    """What the bridge says can be asked is what is offered."""
    house.say("family/player", {**PLAYING, "can": can})
    await settle(hass)
    state = hass.states.get(PLAYER)
    assert state
    features = Feature(state.attributes["supported_features"])
    assert features & has == has
    assert not features & lacks


@pytest.mark.parametrize(
    ("service", "data", "command"),
    [
        ("media_play", {}, {"command": "play"}),
        ("media_pause", {}, {"command": "pause"}),
        ("media_stop", {}, {"command": "stop"}),
        ("media_play_pause", {}, {"command": "play_pause"}),
        ("media_next_track", {}, {"command": "next"}),
        ("media_previous_track", {}, {"command": "previous"}),
        ("media_seek", {"seek_position": 90.5}, {"command": "seek", "position": 90.5}),
        ("volume_set", {"volume_level": 0.29}, {"command": "volume", "volume": 29}),
        ("volume_up", {}, {"command": "volume", "by": 5}),
        ("volume_down", {}, {"command": "volume", "by": -5}),
        ("volume_mute", {"is_volume_muted": True}, {"command": "mute"}),
        ("volume_mute", {"is_volume_muted": False}, {"command": "unmute"}),
        ("shuffle_set", {"shuffle": True}, {"command": "shuffle", "on": True}),
        ("repeat_set", {"repeat": "one"}, {"command": "repeat", "mode": "one"}),
        (
            "select_source",
            {"source": "Study"},
            {"command": "device", "device": "Study"},
        ),
        ("clear_playlist", {}, {"command": "clear"}),
        ("turn_on", {}, {"command": "play"}),
        ("turn_off", {}, {"command": "pause"}),
        ("toggle", {}, {"command": "play_pause"}),
        (
            "play_media",
            {"media_content_type": "album", "media_content_id": URI},
            {"command": "play", "uri": URI},
        ),
        (
            "play_media",
            {"media_content_type": "music", "media_content_id": URI, "enqueue": "next"},
            {"command": "play", "uri": URI, "enqueue": "next"},
        ),
        (
            "play_media",
            {"media_content_type": "playlist", "media_content_id": "Kitchen Disco"},
            {"command": "play", "playlist": "Kitchen Disco"},
        ),
        (
            "play_media",
            {"media_content_type": "album", "media_content_id": "small hours"},
            {"command": "play", "query": "small hours", "type": "album"},
        ),
        (
            "play_media",
            {"media_content_type": "podcast", "media_content_id": "long wave"},
            {"command": "play", "query": "long wave", "type": "show"},
        ),
        (
            "play_media",
            {"media_content_type": "music", "media_content_id": "kettle von nord"},
            {"command": "play", "query": "kettle von nord"},
        ),
        (
            "play_media",
            {
                "media_content_type": "folder",
                "media_content_id": "spotify:collection#tracks",
            },
            {"command": "play", "uri": "spotify:collection"},
        ),
        (
            "play_media",
            {
                "media": {
                    "media_content_type": "album",
                    "media_content_id": URI,
                    "metadata": {"title": "Small Hours"},
                },
                "extra": {
                    "device": "Study",
                    "shuffle": True,
                    "volume": 30,
                    "metadata": {"title": "Small Hours"},
                },
            },
            {
                "command": "play",
                "uri": URI,
                "device": "Study",
                "shuffle": True,
                "volume": 30,
            },
        ),
    ],
)
async def test_services_ask_the_bridge(
    hass: HomeAssistant,
    house: PlayedBridge,
    service: str,
    data: dict[str, Any],
    command: dict[str, Any],
) -> None:
    """Each service is one command."""
    await call(hass, service, **data)
    assert house.asked == [("family/command", command)]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("restricted", ServiceValidationError),
        ("no_device", ServiceValidationError),
        ("rate_limited", HomeAssistantError),
        ("a kind of tomorrow", ServiceValidationError),
    ],
)
async def test_refusals_are_in_the_words_of_the_bridge(
    hass: HomeAssistant, house: PlayedBridge, kind: str, error: type[Exception]
) -> None:
    """Whoever pressed sees why nothing happened."""
    problem = {"kind": kind, "message": "skipping is not allowed in an ad"}
    house.answers["family/command"] = {"ok": False, "problem": problem}
    with pytest.raises(
        HomeAssistantError, match="skipping is not allowed in an ad"
    ) as raised:
        await call(hass, "media_next_track")
    assert type(raised.value) is error


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"extra": {"loud": True}}, "device, shuffle, repeat"),
        ({"extra": {"volume": 300}}, "volume"),
        ({"extra": {"volume": 0.3}}, "0 to 100"),
        ({"announce": True}, "announcements"),
    ],
)
async def test_what_spotify_cannot_is_refused(
    hass: HomeAssistant, house: PlayedBridge, data: dict[str, Any], words: str
) -> None:
    """The error says what would have been right."""
    media = {"media_content_type": "album", "media_content_id": URI}
    with pytest.raises(ServiceValidationError, match=words):
        await call(hass, "play_media", **media, **data)
    assert house.asked == []


async def test_says_that_no_answer_came(
    hass: HomeAssistant, house: PlayedBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bridge that is silent is an error, not a success."""
    monkeypatch.setattr("custom_components.spotify2mqtt.bridge.COMMAND_TIMEOUT", 0)
    house.silent = True
    with pytest.raises(HomeAssistantError, match="did not answer"):
        await call(hass, "media_play")


async def test_bridge_that_goes_is_told_at_once(
    hass: HomeAssistant, house: PlayedBridge
) -> None:
    """Nobody waits for a bridge that has gone."""
    house.silent = True
    task = hass.async_create_task(call(hass, "media_play"))
    while not house.asked:
        await asyncio.sleep(0)
    house.say("bridge/state", "offline")
    with pytest.raises(HomeAssistantError, match="cannot be asked"):
        await task


@pytest.mark.parametrize(
    ("topic", "gone", "back"),
    [
        ("bridge/state", "offline", "online"),
        ("family/availability", "offline", "online"),
    ],
)
async def test_unavailable_without_bridge_or_account(
    hass: HomeAssistant, house: PlayedBridge, topic: str, gone: str, back: str
) -> None:
    """Both have to be there."""
    house.say(topic, gone)
    await settle(hass)
    assert hass.states.is_state(PLAYER, "unavailable")
    house.say(topic, back)
    await settle(hass)
    assert hass.states.is_state(PLAYER, "playing")


async def test_unavailable_without_broker(
    hass: HomeAssistant, house: PlayedBridge
) -> None:
    """What is not connected knows nothing."""
    async_dispatcher_send(hass, "mqtt_connection_state", False)
    await settle(hass)
    assert hass.states.is_state(PLAYER, "unavailable")
    async_dispatcher_send(hass, "mqtt_connection_state", True)
    await settle(hass)
    assert hass.states.is_state(PLAYER, "playing")


async def test_keeps_the_last_state_of_what_is_not_understood(
    hass: HomeAssistant, house: PlayedBridge, caplog: pytest.LogCaptureFixture
) -> None:
    """A payload of another shape is told in the log, with what is wrong."""
    for bad in ("[]", "nonsense", '{"state":"dancing","can":[]}'):
        house.say("family/player", bad)
    house.say("family/player", "")
    await settle(hass)
    assert hass.states.is_state(PLAYER, "playing")
    assert caplog.text.count("is not understood") == 3


async def test_joins_the_mqtt_device(hass: HomeAssistant, house: PlayedBridge) -> None:
    """It is one device with the entities of MQTT, also where that comes later."""
    entities = er.async_get(hass)
    registered = entities.async_get(PLAYER)
    assert registered
    assert registered.unique_id == "spotify2mqtt_family-player"
    device = dr.async_get(hass).async_get(registered.device_id or "")
    assert device
    assert ("mqtt", "spotify2mqtt_family") in device.identifiers
    # The kids' device was not there.
    kids = hass.states.get("media_player.spotify_kids")
    assert kids
    assert kids.name == "Spotify Kids"
    later = mqtt_device(hass, "kids", "The children's room")
    await settle(hass)
    joined = entities.async_get("media_player.spotify_kids")
    assert joined
    assert joined.device_id == later.id
    kids = hass.states.get("media_player.spotify_kids")
    assert kids
    assert kids.name == "The children's room"


async def test_stays_when_the_mqtt_device_is_deleted(
    hass: HomeAssistant, house: PlayedBridge
) -> None:
    """It has its own name then, until the device comes back."""
    registered = er.async_get(hass).async_get(PLAYER)
    assert registered
    dr.async_get(hass).async_remove_device(registered.device_id or "")
    await settle(hass)
    alone = er.async_get(hass).async_get(PLAYER)
    assert alone
    assert alone.device_id is None
    house.accounts["family"] = "The family"
    house.say_info()
    await settle(hass)
    state = hass.states.get(PLAYER)
    assert state
    assert (state.state, state.name) == ("playing", "The family")
    mqtt_device(hass, "family", "Spotify Family")
    await settle(hass)
    state = hass.states.get(PLAYER)
    assert state
    assert state.name == "Spotify Family"


async def test_accounts_come_and_go(hass: HomeAssistant, house: PlayedBridge) -> None:
    """A player for each account of the bridge, and no other."""
    house.accounts["guests"] = "Spotify Guests"
    del house.accounts["kids"]
    await house.come()
    players = {state.entity_id for state in hass.states.async_all("media_player")}
    assert players == {PLAYER, "media_player.spotify_guests"}
    assert er.async_get(hass).async_get("media_player.spotify_kids") is None
    # One that was away while nobody looked is back.
    house.accounts["kids"] = "Spotify Kids"
    await house.come()
    assert hass.states.is_state("media_player.spotify_kids", "playing")


async def test_unloads_and_loads_again(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry
) -> None:
    """A reload leaves ids as they were."""
    before = er.async_get(hass).async_get(PLAYER)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert hass.states.is_state(PLAYER, "unavailable")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle(hass)
    assert hass.states.is_state(PLAYER, "playing")
    after = er.async_get(hass).async_get(PLAYER)
    assert before
    assert after
    assert (after.id, after.entity_id) == (before.id, before.entity_id)


async def test_waits_for_a_bridge(
    hass: HomeAssistant,
    bridge: PlayedBridge,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without a bridge the entry is tried again later, and says why."""
    monkeypatch.setattr("custom_components.spotify2mqtt.bridge.INFO_TIMEOUT", 0)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state.value == "setup_retry"
    assert entry.reason
    assert "spotify2mqtt/bridge/info" in entry.reason


async def test_another_base_has_ids_of_its_own(
    hass: HomeAssistant, house: PlayedBridge, bridges: list[PlayedBridge]
) -> None:
    """Two bridges with an account of the same name live side by side."""
    other = PlayedBridge(hass, "home/music")
    bridges.append(other)
    second = MockConfigEntry(
        domain="spotify2mqtt", unique_id=other.base, data={"base_topic": other.base}
    )
    second.add_to_hass(hass)
    await other.come()
    assert await hass.config_entries.async_setup(second.entry_id)
    await settle(hass)
    registered = er.async_entries_for_config_entry(er.async_get(hass), second.entry_id)
    assert {one.unique_id for one in registered} == {
        "spotify2mqtt-home-2f-music-family-player",
        "spotify2mqtt-home-2f-music-kids-player",
    }
    assert hass.states.is_state("media_player.spotify_family_2", "playing")
