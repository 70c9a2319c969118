"""Adding a bridge."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from conftest import BASE, PlayedBridge, settle
from homeassistant.config_entries import SOURCE_MQTT, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo


def discovery(payload: str) -> MqttServiceInfo:
    """What Home Assistant's MQTT hands on."""
    topic = "spotify2mqtt/bridge/info"
    return MqttServiceInfo(topic, payload, 1, True, topic, 0.0)


async def test_discovered_and_confirmed(
    hass: HomeAssistant, bridge: PlayedBridge
) -> None:
    """One confirmation is all."""
    await bridge.come()
    info = bridge.retained["spotify2mqtt/bridge/info"]
    (found,) = hass.config_entries.flow.async_progress_by_handler(BASE)
    assert found["context"]["source"] == SOURCE_MQTT
    shown = await hass.config_entries.flow.async_configure(found["flow_id"])
    assert (shown["type"], shown["step_id"]) == (FlowResultType.FORM, "confirm")
    assert shown["description_placeholders"] == {
        "topic": "spotify2mqtt",
        "accounts": "Spotify Family, Spotify Kids",
    }
    again = await hass.config_entries.flow.async_init(
        BASE, context={"source": SOURCE_MQTT}, data=discovery(info)
    )
    assert again["reason"] == "already_in_progress"
    added = await hass.config_entries.flow.async_configure(shown["flow_id"], {})
    assert added["type"] is FlowResultType.CREATE_ENTRY
    assert added["data"] == {"base_topic": "spotify2mqtt"}
    await settle(hass)
    assert len(hass.states.async_all("media_player")) == 2
    once_more = await hass.config_entries.flow.async_init(
        BASE, context={"source": SOURCE_MQTT}, data=discovery(info)
    )
    assert once_more["reason"] == "already_configured"


@pytest.mark.parametrize("payload", ["", "nonsense", "{}", '{"version":1}'])
async def test_what_is_no_bridge_is_not_discovered(
    hass: HomeAssistant, bridge: PlayedBridge, payload: str
) -> None:
    """Not every message on such a topic is a bridge."""
    result = await hass.config_entries.flow.async_init(
        BASE, context={"source": SOURCE_MQTT}, data=discovery(payload)
    )
    assert result["reason"] == "invalid_discovery_info"


async def test_added_by_its_base_topic(
    hass: HomeAssistant,
    bridge: PlayedBridge,
    bridges: list[PlayedBridge],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bridge has to be heard there; what was typed wrong is told and can be mended."""
    other = PlayedBridge(hass, "home/music")
    bridges.append(other)
    await other.come()
    shown = await hass.config_entries.flow.async_init(
        BASE, context={"source": SOURCE_USER}
    )
    flow = shown["flow_id"]
    for topic in ("#", "home/+", "  ", "/"):
        wrong = await hass.config_entries.flow.async_configure(
            flow, {"base_topic": topic}
        )
        assert wrong["errors"] == {"base_topic": "invalid_topic"}
    monkeypatch.setattr("custom_components.spotify2mqtt.config_flow._FIND_TIMEOUT", 0)
    nobody = await hass.config_entries.flow.async_configure(
        flow, {"base_topic": "elsewhere"}
    )
    assert nobody["errors"] == {"base_topic": "no_bridge"}
    assert nobody["description_placeholders"] == {"topic": "elsewhere/bridge/info"}
    monkeypatch.setattr("custom_components.spotify2mqtt.config_flow._FIND_TIMEOUT", 5)
    added = await hass.config_entries.flow.async_configure(
        flow, {"base_topic": "home/music/"}
    )
    assert added["type"] is FlowResultType.CREATE_ENTRY
    assert added["title"] == "spotify2mqtt (home/music)"
    assert added["data"] == {"base_topic": "home/music"}
    await settle(hass)


async def test_needs_mqtt(hass: HomeAssistant) -> None:
    """Without Home Assistant's MQTT there is nothing to listen to."""
    MockConfigEntry(domain="mqtt").add_to_hass(hass)
    result = await hass.config_entries.flow.async_init(
        BASE, context={"source": SOURCE_USER}
    )
    assert result["reason"] == "mqtt_not_connected"
