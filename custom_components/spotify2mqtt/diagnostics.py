"""What may be sent along with a bug report: no links, no addresses, no names of people or music."""

from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.components.media_player.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .bridge import BridgeConfigEntry
from .media_player import SpotifyPlayer, unique_id_of

_REDACTED = {
    "url",
    "name",
    "media_content_id",
    "media_image_url",
    "media_title",
    "media_artist",
    "media_album_name",
    "source",
    "source_list",
}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: BridgeConfigEntry
) -> dict[str, Any]:
    """Return what is known of the bridge and its accounts."""
    bridge = entry.runtime_data
    return async_redact_data(
        {
            "entry": dict(entry.data),
            "bridge": {
                "connected": bridge.connected,
                "available": bridge.available,
                "version": bridge.info.version if bridge.info else None,
                "url": bridge.info.url if bridge.info else None,
            },
            "accounts": [
                {
                    "key": account,
                    "name": name,
                    **_player(hass, unique_id_of(bridge, account)),
                }
                for account, name in bridge.accounts.items()
            ],
        },
        _REDACTED,
    )


def _player(hass: HomeAssistant, unique_id: str) -> dict[str, Any]:
    registered = er.async_get(hass).async_get_entity_id(
        "media_player", "spotify2mqtt", unique_id
    )
    entity = hass.data[DATA_COMPONENT].get_entity(registered) if registered else None
    if not isinstance(entity, SpotifyPlayer):
        return {"available": None, "player": None}
    player = asdict(entity.player)
    return {
        "available": entity.available,
        "player": {**player, "can": sorted(player["can"])},
    }
