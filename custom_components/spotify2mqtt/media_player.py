"""The media_player of an account."""

from typing import override

from homeassistant.components.media_player import MediaPlayerState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bridge import Bridge, BridgeConfigEntry
from .commands import PlayerCommands
from .const import LOGGER
from .covers import is_public
from .device import async_device, async_follow_device
from .features import features_of
from .models import BadPayload, Player, node_of, read_player

# Everything is pushed, and the bridge queues what is asked of it.
PARALLEL_UPDATES = 0

_OFF = Player(state=MediaPlayerState.OFF, can=frozenset())


async def async_setup_entry(
    hass: HomeAssistant,
    entry: BridgeConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add a player for each account, now and later, and remove those that are gone."""
    bridge = entry.runtime_data
    known: set[str] = set()

    @callback
    def follow() -> None:
        new = bridge.accounts.keys() - known
        known.clear()
        known.update(bridge.accounts)
        _async_forget_others(hass, entry, bridge)
        async_add_entities(SpotifyPlayer(bridge, account) for account in sorted(new))

    entry.async_on_unload(bridge.async_listen(follow))
    follow()


@callback
def _async_forget_others(
    hass: HomeAssistant, entry: BridgeConfigEntry, bridge: Bridge
) -> None:
    """Remove the players of accounts that the bridge no longer has."""
    registry = er.async_get(hass)
    ids = {unique_id_of(bridge, account) for account in bridge.accounts}
    for registered in er.async_entries_for_config_entry(registry, entry.entry_id):
        if registered.unique_id not in ids:
            registry.async_remove(registered.entity_id)


def unique_id_of(bridge: Bridge, account: str) -> str:
    """Return what never changes of a player: where its bridge is, and its account."""
    return f"{node_of(bridge.base, account)}-player"


class SpotifyPlayer(PlayerCommands):
    """A view of `<base>/<account>/player`; whatever is pressed goes to the bridge."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "player"

    def __init__(self, bridge: Bridge, account: str) -> None:
        """Take the account's key; what is known of it comes by `async_added_to_hass`."""
        super().__init__(bridge, account)
        self._player: Player | None = None
        self._account_online = False
        self._attr_unique_id = unique_id_of(bridge, account)
        # As the account's other entities are called.
        self.entity_id = f"media_player.spotify_{account}"

    @override
    async def async_prepare_to_add_to_hass(self) -> None:
        """Join the account's MQTT device, where Home Assistant has it already."""
        await super().async_prepare_to_add_to_hass()
        self.device_entry = async_device(self.hass, self._bridge.base, self._account)
        self._name_by_device()

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to what is said of the account."""
        await super().async_added_to_hass()
        bridge, account = self._bridge, self._account
        self.async_on_remove(bridge.async_listen(self._bridge_changed))
        for levels, hear in (
            ((account, "availability"), self._hear_availability),
            ((account, "player"), self._hear_player),
        ):
            self.async_on_remove(await bridge.async_subscribe(levels, hear))
        self.async_on_remove(async_follow_device(self, bridge.base, account))

    @callback
    @override
    def async_registry_entry_updated(self) -> None:
        """Take the name of the device that it joined, or its own where that has gone."""
        self._name_by_device()

    @callback
    def _name_by_device(self) -> None:
        name = self._bridge.accounts.get(self._account, self._account)
        self._attr_name = None if self.device_entry else name

    @callback
    def _bridge_changed(self) -> None:
        self._name_by_device()
        self.async_write_ha_state()

    @callback
    def _hear_availability(self, _topic: str, payload: str) -> None:
        self._account_online = payload == "online"
        self.async_write_ha_state()

    @callback
    def _hear_player(self, topic: str, payload: str) -> None:
        if not payload:
            return
        try:
            self._player = read_player(payload)
        except BadPayload as err:
            LOGGER.warning("What %s says is not understood: %s", topic, err)
            return
        self._show(self._player)
        self.async_write_ha_state()

    @callback
    def _show(self, player: Player) -> None:
        self._attr_state = player.state
        self._attr_supported_features = features_of(player)
        self._attr_media_content_id = player.media_content_id
        self._attr_media_content_type = player.media_content_type
        self._attr_media_title = player.media_title
        self._attr_media_artist = player.media_artist
        self._attr_media_album_name = player.media_album_name
        self._attr_media_duration = _whole(player.media_duration)
        self._attr_media_position = _whole(player.media_position)
        self._attr_media_position_updated_at = player.media_position_updated_at
        self._attr_media_image_url = player.media_image_url
        self._attr_media_image_remotely_accessible = is_public(player.media_image_url)
        self._attr_volume_level = player.volume_level
        self._attr_is_volume_muted = player.is_volume_muted
        self._attr_source = player.source
        self._attr_source_list = player.source_list
        self._attr_shuffle = player.shuffle
        self._attr_repeat = player.repeat

    @property
    @override
    def available(self) -> bool:
        """Whether broker, bridge and account are there."""
        return (
            self._bridge.available
            and self._account_online
            and self._player is not None
            and self._account in self._bridge.accounts
        )

    @property
    def player(self) -> Player:
        """What was said last, for diagnostics."""
        return self._player or _OFF


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
