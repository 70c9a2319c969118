"""What is pressed on a player, as commands to the bridge."""

from typing import Any, override

from homeassistant.components.media_player import (
    ATTR_MEDIA_ANNOUNCE,
    ATTR_MEDIA_ENQUEUE,
    ATTR_MEDIA_EXTRA,
    BrowseMedia,
    MediaPlayerEntity,
    MediaType,
    RepeatMode,
    SearchMedia,
    SearchMediaQuery,
)

from .bridge import Bridge
from .errors import invalid
from .extra import read_extra
from .media import async_browse, async_search, what_to_play

_VOLUME_STEP = 0.05


class PlayerCommands(MediaPlayerEntity):
    """The half of a player that acts. Whatever the bridge refuses is raised in its words."""

    _attr_volume_step = _VOLUME_STEP

    def __init__(self, bridge: Bridge, account: str) -> None:
        """Take the account's key."""
        self._bridge = bridge
        self._account = account

    async def _ask(self, command: str, **members: Any) -> None:
        await self._bridge.async_command(self._account, command, **members)

    @override
    async def async_media_play(self) -> None:
        """Go on."""
        await self._ask("play")

    @override
    async def async_media_pause(self) -> None:
        """Pause."""
        await self._ask("pause")

    @override
    async def async_media_stop(self) -> None:
        """Pause too: Spotify knows no stop."""
        await self._ask("stop")

    @override
    async def async_media_play_pause(self) -> None:
        """Let the bridge decide, which knows the moment better."""
        await self._ask("play_pause")

    @override
    async def async_media_next_track(self) -> None:
        """Skip."""
        await self._ask("next")

    @override
    async def async_media_previous_track(self) -> None:
        """Go back."""
        await self._ask("previous")

    @override
    async def async_media_seek(self, position: float) -> None:
        """Go to a position, in seconds."""
        await self._ask("seek", position=position)

    @override
    async def async_set_volume_level(self, volume: float) -> None:
        """Set the volume, 0 to 1."""
        await self._ask("volume", volume=round(volume * 100))

    @override
    async def async_volume_up(self) -> None:
        """Turn it up by a step, from what the bridge knows it to be."""
        await self._ask("volume", by=round(_VOLUME_STEP * 100))

    @override
    async def async_volume_down(self) -> None:
        """Turn it down by a step."""
        await self._ask("volume", by=-round(_VOLUME_STEP * 100))

    @override
    async def async_mute_volume(self, mute: bool) -> None:
        """Mute, or go back to the level before."""
        await self._ask("mute" if mute else "unmute")

    @override
    async def async_set_shuffle(self, shuffle: bool) -> None:
        """Turn shuffle on or off."""
        await self._ask("shuffle", on=shuffle)

    @override
    async def async_set_repeat(self, repeat: RepeatMode) -> None:
        """Repeat off, all or one."""
        await self._ask("repeat", mode=repeat.value)

    @override
    async def async_select_source(self, source: str) -> None:
        """Move the music to a speaker."""
        await self._ask("device", device=source)

    @override
    async def async_clear_playlist(self) -> None:
        """Let nothing follow what plays."""
        await self._ask("clear")

    @override
    async def async_turn_on(self) -> None:
        """Go on, on the account's own device where none is active."""
        await self._ask("play")

    @override
    async def async_turn_off(self) -> None:
        """Pause."""
        await self._ask("pause")

    @override
    async def async_toggle(self) -> None:
        """Off is a pause here, so a toggle is that too."""
        await self._ask("play_pause")

    @override
    async def async_play_media(
        self, media_type: MediaType | str, media_id: str, **kwargs: Any
    ) -> None:
        """Play, or queue, a Spotify link or URI, what is called so, or what the media browser gave."""
        if kwargs.get(ATTR_MEDIA_ANNOUNCE):
            raise invalid("no_announcements")
        members = read_extra(kwargs.get(ATTR_MEDIA_EXTRA))
        if enqueue := kwargs.get(ATTR_MEDIA_ENQUEUE):
            members["enqueue"] = str(enqueue)
        await self._ask("play", **members, **what_to_play(media_type, media_id))

    @override
    async def async_browse_media(
        self,
        media_content_type: MediaType | str | None = None,
        media_content_id: str | None = None,
    ) -> BrowseMedia:
        """Show a level of what the account can play."""
        return await async_browse(self._bridge, self._account, media_content_id)

    @override
    async def async_search_media(self, query: SearchMediaQuery) -> SearchMedia:
        """Search Spotify."""
        return await async_search(self._bridge, self._account, query)
