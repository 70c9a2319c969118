"""A real media_player for each account of a spotify2mqtt bridge, over MQTT."""

from homeassistant.components import mqtt
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryNotReady

from .bridge import Bridge, BridgeConfigEntry
from .const import CONF_BASE_TOPIC, DOMAIN, PLATFORMS
from .issues import async_watch_pairing


async def async_setup_entry(hass: HomeAssistant, entry: BridgeConfigEntry) -> None:
    """Listen to the bridge of this entry."""
    if not await mqtt.async_wait_for_mqtt_client(hass):
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="mqtt_missing"
        )
    base = entry.data[CONF_BASE_TOPIC]
    bridge = Bridge(hass, base)
    try:
        await bridge.async_start()
    except TimeoutError as err:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="no_bridge",
            translation_placeholders={"topic": f"{base}/bridge/info"},
        ) from err
    entry.async_on_unload(bridge.async_stop)
    entry.runtime_data = bridge
    await async_watch_pairing(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)


async def async_unload_entry(hass: HomeAssistant, entry: BridgeConfigEntry) -> None:
    """Stop listening."""
    await hass.config_entries.async_unload_platforms_or_raise(entry, PLATFORMS)
