"""Browsing and searching."""

from typing import Any

import pytest

from conftest import PLAYER, PlayedBridge, Said
from homeassistant.components.media_player import BrowseMedia, SearchMedia
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError


def media(title: str, **more: Any) -> Said:
    """Something that the bridge lists; a folder, unless told otherwise."""
    return {
        "id": title.lower(),
        "uri": None,
        "type": "folder",
        "title": title,
        "subtitle": None,
        "image": None,
        "duration": None,
        "playable": False,
        "expandable": True,
        **more,
    }


ROOT = media("Spotify", id="root")
LIKED = media("Liked songs", id="tracks", uri="spotify:collection", playable=True)
ALBUM = media(
    "Small Hours",
    id="spotify:album:1",
    uri="spotify:album:1",
    type="album",
    subtitle="Solveig Nord",
    image="https://i.scdn.co/image/1",
    playable=True,
)
TRACK = media(
    "The Kettle",
    id=None,
    uri="spotify:track:1",
    type="track",
    playable=True,
    expandable=False,
)
CARD = media(
    "Bedtime",
    id="spotify:album:1",
    uri="spotify:album:1/shuffle",
    type="tag",
    playable=True,
)
BOOK = media(
    "A Tale",
    id="spotify:audiobook:1",
    uri="spotify:show:1",
    type="audiobook",
    playable=True,
)


def page(item: Said, children: list[Said], **more: Any) -> Said:
    """The bridge's answer to `browse`."""
    result = {
        "item": item,
        "children": children,
        "offset": 0,
        "limit": 100,
        "total": len(children),
    }
    return {"ok": True, "result": {**result, **more}}


async def browse(hass: HomeAssistant, media_id: str | None = None) -> BrowseMedia:
    """Open a level of the family's media browser."""
    data = (
        {}
        if media_id is None
        else {"media_content_type": "x", "media_content_id": media_id}
    )
    answer = await hass.services.async_call(
        "media_player",
        "browse_media",
        {"entity_id": PLAYER, **data},
        blocking=True,
        return_response=True,
    )
    assert answer
    level: Any = answer[PLAYER]
    return level


async def test_root(hass: HomeAssistant, house: PlayedBridge) -> None:
    """It begins with the folders of the bridge, and can be searched."""
    house.answers["family/request/browse"] = page(ROOT, [media("Playlists"), LIKED])
    root = await browse(hass)
    assert house.asked == [("family/request/browse", {"offset": 0, "limit": 100})]
    assert (root.title, root.can_expand, root.can_play, root.can_search) == (
        "Spotify",
        True,
        False,
        True,
    )
    assert root.children
    folder, liked = root.children
    assert (folder.media_content_id, folder.media_class, folder.can_play) == (
        "playlists",
        "directory",
        False,
    )
    assert folder.children_media_class == "playlist"
    assert (liked.media_content_id, liked.can_play, liked.can_expand) == (
        "spotify:collection#tracks",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("child", "shown"),
    [
        (
            ALBUM,
            (
                "Small Hours · Solveig Nord",
                "album",
                "album",
                "spotify:album:1",
                True,
                True,
            ),
        ),
        (TRACK, ("The Kettle", "track", "track", "spotify:track:1", True, False)),
        (
            CARD,
            (
                "Bedtime",
                "music",
                "music",
                "spotify:album:1/shuffle#spotify:album:1",
                True,
                True,
            ),
        ),
        (
            BOOK,
            (
                "A Tale",
                "podcast",
                "audiobook",
                "spotify:show:1#spotify:audiobook:1",
                True,
                True,
            ),
        ),
    ],
)
async def test_items(
    hass: HomeAssistant, house: PlayedBridge, child: Said, shown: tuple[Any, ...]
) -> None:
    """Each item is of its class, and knows what plays it and what opens it."""
    house.answers["family/request/browse"] = page(media("Albums"), [child])
    (item,) = (await browse(hass, "albums")).children or ()
    assert (
        item.title,
        item.media_class,
        item.media_content_type,
        item.media_content_id,
        item.can_play,
        item.can_expand,
    ) == shown
    assert item.thumbnail == child["image"]
    # What was given opens, and plays.
    await browse(hass, item.media_content_id)
    assert house.asked[-1][1].get("id") == child["id"] or not child["expandable"]
    await hass.services.async_call(
        "media_player",
        "play_media",
        {
            "entity_id": PLAYER,
            "media_content_type": item.media_content_type,
            "media_content_id": item.media_content_id,
        },
        blocking=True,
    )
    assert house.asked[-1][1]["uri"] == child["uri"]


async def test_long_lists_go_on(hass: HomeAssistant, house: PlayedBridge) -> None:
    """What does not fit is behind a last item, in steps of the bridge."""

    def answer(asked: Said) -> Said:
        return page(
            media("Albums"), [ALBUM], total=120, offset=asked["offset"], limit=50
        )

    house.answers["family/request/browse"] = answer
    first = await browse(hass, "albums")
    assert first.not_shown == 70
    assert first.children
    more = first.children[-1]
    assert (more.title, more.can_play, more.can_expand) == (
        "… 51–120 / 120",
        False,
        True,
    )
    second = await browse(hass, more.media_content_id)
    assert house.asked[-1][1] == {"id": "albums", "offset": 50, "limit": 100}
    assert second.children
    last = await browse(hass, second.children[-1].media_content_id)
    assert house.asked[-1][1] == {"id": "albums", "offset": 100, "limit": 100}
    assert [child.title for child in last.children or ()] == [
        "Small Hours · Solveig Nord"
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            {"ok": False, "problem": {"kind": "refused", "message": "no such album"}},
            "no such album",
        ),
        ({"ok": True, "result": {"item": {}}}, "not understood"),
    ],
)
async def test_refusals(
    hass: HomeAssistant, house: PlayedBridge, answer: Said, words: str
) -> None:
    """Whoever browses or searches sees why there is nothing."""
    house.answers["family/request/browse"] = answer
    with pytest.raises(HomeAssistantError, match=words):
        await browse(hass, "spotify:album:2")
    found = {"ok": True, "result": {"items": [{}]}}
    house.answers["family/request/search"] = answer if not answer["ok"] else found
    with pytest.raises(HomeAssistantError, match=words):
        await search(hass, search_query="x")


async def search(hass: HomeAssistant, **data: Any) -> SearchMedia:
    """Search with the family's player."""
    answer = await hass.services.async_call(
        "media_player",
        "search_media",
        {"entity_id": PLAYER, **data},
        blocking=True,
        return_response=True,
    )
    assert answer
    found: Any = answer[PLAYER]
    return found


@pytest.mark.parametrize(
    ("data", "types"),
    [
        ({}, None),
        ({"media_filter_classes": ["track"]}, ["track"]),
        ({"media_filter_classes": ["podcast"]}, ["show"]),
        ({"media_content_type": "album", "media_content_id": ""}, ["album"]),
        ({"media_filter_classes": ["movie"]}, None),
    ],
)
async def test_search(
    hass: HomeAssistant, house: PlayedBridge, data: Said, types: list[str] | None
) -> None:
    """Home Assistant's classes are Spotify's types."""
    house.answers["family/request/search"] = {
        "ok": True,
        "result": {"items": [TRACK, ALBUM]},
    }
    found = await search(hass, search_query="kettle", **data)
    assert [item.media_content_id for item in found.result] == [
        "spotify:track:1",
        "spotify:album:1",
    ]
    asked = {"query": "kettle", "limit": 10, **({"types": types} if types else {})}
    assert house.asked == [("family/request/search", asked)]
