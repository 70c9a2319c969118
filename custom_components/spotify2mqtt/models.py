"""What the bridge says, checked where it comes in."""

from dataclasses import dataclass, field
from datetime import datetime
import json
import re
from typing import Any

import probatio

from homeassistant.components.media_player import MediaPlayerState, RepeatMode
from homeassistant.util import dt as dt_util

from .const import DEFAULT_BASE_TOPIC


class BadPayload(ValueError):
    """The payload is not what the bridge's documentation says."""


@dataclass(frozen=True, slots=True)
class Info:
    """The retained JSON of `<base>/bridge/info`."""

    version: str
    base: str
    url: str | None
    # By key: what people call the account.
    accounts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Player:
    """The retained JSON of `<base>/<account>/player`; None is unknown."""

    state: MediaPlayerState
    can: frozenset[str]
    media_content_id: str | None = None
    media_content_type: str | None = None
    media_title: str | None = None
    media_artist: str | None = None
    media_album_name: str | None = None
    # Seconds, as the position.
    media_duration: float | None = None
    media_position: float | None = None
    media_position_updated_at: datetime | None = None
    media_image_url: str | None = None
    # 0 to 1
    volume_level: float | None = None
    is_volume_muted: bool | None = None
    source: str | None = None
    source_list: list[str] = field(default_factory=list)
    shuffle: bool | None = None
    repeat: RepeatMode | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """Something that the bridge lists."""

    # What can be asked for its children; None where it has none.
    id: str | None
    # What `play` takes; None for plain folders.
    uri: str | None
    type: str
    title: str
    subtitle: str | None
    image: str | None
    playable: bool
    expandable: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bridge answered to one request or command."""

    transaction: str
    result: dict[str, Any]
    # None where it did what was asked.
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the bridge did not do what was asked."""

    kind: str
    message: str


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise probatio.Invalid("expected a text")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise probatio.Invalid("expected a number")
    return float(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise probatio.Invalid("expected true or false")
    return value


def _time(value: Any) -> datetime:
    moment = dt_util.parse_datetime(_text(value))
    if moment is None or moment.tzinfo is None:
        raise probatio.Invalid("expected a time with its zone, as in ISO 8601")
    return moment


_INFO = probatio.Schema(
    {
        probatio.Required("version"): _text,
        probatio.Required("base"): probatio.All(_text, probatio.Length(min=1)),
        probatio.Optional("url", default=None): probatio.Any(None, _text),
        probatio.Required("accounts"): [
            probatio.Schema(
                {probatio.Required("key"): _text, probatio.Required("name"): _text},
                extra=probatio.REMOVE_EXTRA,
            )
        ],
    },
    extra=probatio.REMOVE_EXTRA,
)

_PLAYER = probatio.Schema(
    {
        probatio.Required("state"): probatio.Coerce(MediaPlayerState),
        probatio.Required("can"): probatio.All([_text], probatio.Coerce(frozenset)),
        probatio.Optional("media_content_id"): probatio.Any(None, _text),
        probatio.Optional("media_content_type"): probatio.Any(None, _text),
        probatio.Optional("media_title"): probatio.Any(None, _text),
        probatio.Optional("media_artist"): probatio.Any(None, _text),
        probatio.Optional("media_album_name"): probatio.Any(None, _text),
        probatio.Optional("media_duration"): probatio.Any(None, _number),
        probatio.Optional("media_position"): probatio.Any(None, _number),
        probatio.Optional("media_position_updated_at"): probatio.Any(None, _time),
        probatio.Optional("media_image_url"): probatio.Any(None, _text),
        probatio.Optional("volume_level"): probatio.Any(
            None, probatio.All(_number, probatio.Range(min=0, max=1))
        ),
        probatio.Optional("is_volume_muted"): probatio.Any(None, _flag),
        probatio.Optional("source"): probatio.Any(None, _text),
        probatio.Optional("source_list"): [_text],
        probatio.Optional("shuffle"): probatio.Any(None, _flag),
        probatio.Optional("repeat"): probatio.Any(None, probatio.Coerce(RepeatMode)),
    },
    extra=probatio.REMOVE_EXTRA,
)

_MEDIA = probatio.Schema(
    {
        probatio.Required("id"): probatio.Any(None, _text),
        probatio.Required("uri"): probatio.Any(None, _text),
        probatio.Required("type"): _text,
        probatio.Required("title"): _text,
        probatio.Optional("subtitle", default=None): probatio.Any(None, _text),
        probatio.Optional("image", default=None): probatio.Any(None, _text),
        probatio.Required("playable"): _flag,
        probatio.Required("expandable"): _flag,
    },
    extra=probatio.REMOVE_EXTRA,
)

_ANSWER = probatio.Schema(
    {
        probatio.Required("ok"): _flag,
        probatio.Required("transaction"): _text,
        probatio.Optional("result", default=dict): dict,
        probatio.Optional("problem"): probatio.Schema(
            {probatio.Required("kind"): _text, probatio.Required("message"): _text},
            extra=probatio.REMOVE_EXTRA,
        ),
    },
    extra=probatio.REMOVE_EXTRA,
)


def _read(schema: probatio.Schema, value: Any) -> dict[str, Any]:
    try:
        checked: dict[str, Any] = schema(value)
    except probatio.Invalid as err:
        raise BadPayload(str(err)) from err
    return checked


def _json(payload: str) -> Any:
    try:
        return json.loads(payload)
    except ValueError as err:
        raise BadPayload(f"not JSON: {err}") from err


def read_info(payload: str) -> Info:
    """Read `<base>/bridge/info`. Raises BadPayload."""
    data = _read(_INFO, _json(payload))
    accounts = {account["key"]: account["name"] for account in data.pop("accounts")}
    return Info(accounts=accounts, **data)


def read_player(payload: str) -> Player:
    """Read `<base>/<account>/player`. Raises BadPayload."""
    return Player(**_read(_PLAYER, _json(payload)))


def read_media(value: Any) -> Media:
    """Read one item of a list. Raises BadPayload."""
    return Media(**_read(_MEDIA, value))


def read_answer(payload: str) -> Answer:
    """Read what came on a response topic. Raises BadPayload."""
    data = _read(_ANSWER, _json(payload))
    problem = None
    if not data["ok"]:
        said = data.get("problem", {"kind": "refused", "message": "no reason given"})
        problem = Problem(**said)
    return Answer(data["transaction"], data["result"], problem)


def node_of(base: str, account: str) -> str:
    """Name the account's device as the bridge does (nodeOf in its discovery.ts)."""
    if base == DEFAULT_BASE_TOPIC:
        return f"{DEFAULT_BASE_TOPIC}_{account}"
    slug = re.sub(r"[^a-zA-Z0-9_]", lambda sign: f"-{ord(sign.group()):x}-", base)
    return f"{DEFAULT_BASE_TOPIC}-{slug}-{account}"
