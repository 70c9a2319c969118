"""What `extra` of play_media may carry to the bridge's `play`."""

from collections.abc import Mapping
import re
from typing import Any

import probatio

from homeassistant.components.media_player import RepeatMode
from homeassistant.helpers import config_validation as cv

from .errors import invalid


def _percent(value: Any) -> int:
    """Take 0 to 100; a level of 0 to 1, as volume_set has it, would be heard as silence."""
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,3}", str(value)):
        raise probatio.Invalid("expected a whole number from 0 to 100")
    return int(value)


# The media browser of the front end adds `metadata`, which is for casting.
_EXTRA = probatio.Schema(
    {
        probatio.Optional("device"): cv.string,
        probatio.Optional("shuffle"): cv.boolean,
        probatio.Optional("repeat"): probatio.In([mode.value for mode in RepeatMode]),
        probatio.Optional("volume"): probatio.All(_percent, probatio.Range(max=100)),
        probatio.Optional("offset"): probatio.Any(int, str),
        probatio.Optional("position"): probatio.Any(int, float, str),
        probatio.Remove("metadata"): object,
    }
)


def read_extra(extra: Mapping[str, Any] | None) -> dict[str, Any]:
    """Check what was given. Raises ServiceValidationError."""
    try:
        checked: dict[str, Any] = _EXTRA(dict(extra or {}))
    except probatio.Invalid as err:
        allowed = ", ".join(str(key) for key in _EXTRA.schema if key != "metadata")
        raise invalid("bad_extra", problem=str(err), allowed=allowed) from err
    return checked
