"""What the bridge lists, as Home Assistant's media browser and search show it."""

from typing import Any

from homeassistant.components.media_player import (
    BrowseError,
    BrowseMedia,
    MediaClass,
    MediaType,
    SearchError,
    SearchMedia,
    SearchMediaQuery,
)
from homeassistant.exceptions import HomeAssistantError

from .bridge import Bridge
from .const import DOMAIN
from .models import BadPayload, Media, read_media

# The most that the bridge gives at once; what follows is behind "more".
_PAGE = 100
_MORE = "more:"
# Between what plays a thing and what expands it, where these differ: Liked Songs, cards that shuffle, audiobooks.
_BETWEEN = "#"

_CLASSES = {
    "folder": MediaClass.DIRECTORY,
    "track": MediaClass.TRACK,
    "episode": MediaClass.EPISODE,
    "chapter": MediaClass.EPISODE,
    "album": MediaClass.ALBUM,
    "artist": MediaClass.ARTIST,
    "playlist": MediaClass.PLAYLIST,
    "show": MediaClass.PODCAST,
    "audiobook": MediaClass.PODCAST,
    "tag": MediaClass.MUSIC,
}
_TYPES = {"show": MediaType.PODCAST, "tag": MediaType.MUSIC}

# What is in the folders of the root, so that they look like it.
_IN_FOLDERS = {
    "playlists": MediaClass.PLAYLIST,
    "albums": MediaClass.ALBUM,
    "shows": MediaClass.PODCAST,
    "tracks": MediaClass.TRACK,
    "recent": MediaClass.TRACK,
    "tags": MediaClass.MUSIC,
}

# What to search for, by what Home Assistant calls it (classes and types alike).
_SEARCHED = {
    "album": ("album",),
    "artist": ("artist",),
    "episode": ("episode",),
    "music": ("track",),
    "playlist": ("playlist",),
    "podcast": ("show",),
    "track": ("track",),
}
_SEARCH_CLASSES = [
    MediaClass.TRACK,
    MediaClass.ALBUM,
    MediaClass.ARTIST,
    MediaClass.PLAYLIST,
    MediaClass.PODCAST,
    MediaClass.EPISODE,
]
_SEARCH_LIMIT = 10


def playable_id(media_id: str) -> str:
    """Return what `play` takes for what the media browser gave."""
    if media_id.startswith("spotify:"):
        return media_id.partition(_BETWEEN)[0]
    return media_id


def what_to_play(media_type: str, media_id: str) -> dict[str, Any]:
    """Return what `play` takes: a link, what the media browser gave, or a name to look for."""
    if ":" in media_id or "/" in media_id:
        return {"uri": playable_id(media_id)}
    if media_type == MediaType.PLAYLIST:
        return {"playlist": media_id}
    # "Music" may be anything.
    types: tuple[str, ...] = _SEARCHED.get(media_type, ())
    if not types or media_type == MediaType.MUSIC:
        return {"query": media_id}
    return {"query": media_id, "type": types[0]}


async def async_browse(
    bridge: Bridge, account: str, media_id: str | None
) -> BrowseMedia:
    """Show one level: the root, a folder, an album … Raises BrowseError."""
    shown, offset = _page_of(media_id)
    asked: dict[str, Any] = {"offset": offset, "limit": _PAGE}
    if shown:
        asked["id"] = shown
    try:
        result = await bridge.async_request(account, "browse", **asked)
        item = read_media(result.get("item"))
        children = [read_media(child) for child in result.get("children", [])]
    except HomeAssistantError as err:
        raise _as(BrowseError, err) from err
    except BadPayload as err:
        raise _not_understood(BrowseError, err) from err
    page = _browse_media(item)
    page.can_search = shown is None
    page.search_media_classes = _SEARCH_CLASSES if shown is None else None
    page.can_expand = True
    page.media_content_id = media_id or page.media_content_id
    page.children = [_browse_media(child) for child in children]
    # The bridge may take smaller steps than it was asked for, and leaves out what cannot be shown.
    step = result.get("limit")
    total = result.get("total")
    end = offset + (step if isinstance(step, int) else _PAGE)
    if shown and isinstance(total, int) and end < total:
        page.children = [*page.children, _more(shown, end, total)]
        page.not_shown = total - end
    return page


async def async_search(
    bridge: Bridge, account: str, query: SearchMediaQuery
) -> SearchMedia:
    """Search all of Spotify. Raises SearchError."""
    asked: dict[str, Any] = {"query": query.search_query, "limit": _SEARCH_LIMIT}
    if types := _types_in(query):
        asked["types"] = types
    try:
        result = await bridge.async_request(account, "search", **asked)
        items = [read_media(item) for item in result.get("items", [])]
    except HomeAssistantError as err:
        raise _as(SearchError, err) from err
    except BadPayload as err:
        raise _not_understood(SearchError, err) from err
    return SearchMedia(result=[_browse_media(item) for item in items])


def _page_of(media_id: str | None) -> tuple[str | None, int]:
    """Return which item is meant, and from which child on."""
    if not media_id:
        return None, 0
    if media_id.startswith(_MORE):
        offset, _, shown = media_id.removeprefix(_MORE).partition(":")
        if offset.isdigit() and shown:
            return shown, int(offset)
    return media_id.rpartition(_BETWEEN)[2], 0


def _types_in(query: SearchMediaQuery) -> list[str]:
    """Return what kinds are wanted; none where all are."""
    wanted = [str(one) for one in query.media_filter_classes or ()]
    if not wanted and query.media_content_type:
        wanted = [str(query.media_content_type)]
    found = [kind for one in wanted for kind in _SEARCHED.get(one, ())]
    return list(dict.fromkeys(found))


def _browse_media(media: Media) -> BrowseMedia:
    title = f"{media.title} · {media.subtitle}" if media.subtitle else media.title
    return BrowseMedia(
        title=title,
        media_class=_CLASSES.get(media.type, MediaClass.MUSIC),
        media_content_id=_content_id(media),
        media_content_type=_TYPES.get(media.type, media.type),
        children_media_class=(
            _IN_FOLDERS.get(media.id or "") if media.type == "folder" else None
        ),
        can_play=media.playable,
        can_expand=media.expandable,
        thumbnail=media.image,
    )


def _content_id(media: Media) -> str:
    if media.uri and media.id and media.expandable and media.uri != media.id:
        return f"{media.uri}{_BETWEEN}{media.id}"
    return media.uri or media.id or ""


def _more(shown: str, offset: int, total: int) -> BrowseMedia:
    return BrowseMedia(
        title=f"… {offset + 1}–{min(offset + _PAGE, total)} / {total}",
        media_class=MediaClass.DIRECTORY,
        media_content_id=f"{_MORE}{offset}:{shown}",
        media_content_type="folder",
        can_play=False,
        can_expand=True,
    )


def _as[E: HomeAssistantError](kind: type[E], err: HomeAssistantError) -> E:
    """Return the same error as one that the media browser shows."""
    return kind(
        translation_domain=err.translation_domain,
        translation_key=err.translation_key,
        translation_placeholders=err.translation_placeholders,
    )


def _not_understood[E: HomeAssistantError](kind: type[E], err: BadPayload) -> E:
    return kind(
        translation_domain=DOMAIN,
        translation_key="not_understood",
        translation_placeholders={"message": str(err)},
    )
