"""Constants of the companion of spotify2mqtt."""

import logging
from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "spotify2mqtt"
LOGGER: Final = logging.getLogger(__package__)
PLATFORMS: Final = [Platform.MEDIA_PLAYER]

CONF_BASE_TOPIC: Final = "base_topic"
DEFAULT_BASE_TOPIC: Final = "spotify2mqtt"

ATTR_ACCOUNT: Final = "account"

# Seconds.
ANSWER_TIMEOUT: Final = 15
# A speaker that sleeps is waited for: half a minute, where the bridge is not told otherwise.
COMMAND_TIMEOUT: Final = 90
# Behind it are up to two questions to Spotify, which wait for their turn where the bridge has just asked a lot.
PAIRING_TIMEOUT: Final = 60
INFO_TIMEOUT: Final = 10
