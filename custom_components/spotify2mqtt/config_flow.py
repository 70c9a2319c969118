"""Adding a bridge. Its accounts are paired by `pairing_flow`."""

from typing import Any, override

import probatio

from homeassistant.components import mqtt
from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo

from .bridge import async_find
from .const import CONF_BASE_TOPIC, DEFAULT_BASE_TOPIC, DOMAIN, LOGGER
from .models import BadPayload, read_info
from .pairing_flow import PairingFlow

# Seconds in which a retained bridge/info is heard.
_FIND_TIMEOUT = 5


class Spotify2MqttConfigFlow(PairingFlow, domain=DOMAIN):
    """One entry per base topic."""

    VERSION = 1

    def __init__(self) -> None:
        """Begin with the default base topic."""
        super().__init__()
        self._base = DEFAULT_BASE_TOPIC
        self._accounts = ""

    @override
    async def async_step_mqtt(
        self, discovery_info: MqttServiceInfo
    ) -> ConfigFlowResult:
        """A bridge said hello on the default base topic."""
        try:
            info = read_info(str(discovery_info.payload))
        except BadPayload as err:
            LOGGER.debug("%s is not a bridge's: %s", discovery_info.topic, err)
            return self.async_abort(reason="invalid_discovery_info")
        self._base = discovery_info.topic.removesuffix("/bridge/info")
        await self.async_set_unique_id(self._base)
        self._abort_if_unique_id_configured()
        self._set_confirm_only()
        self.context["title_placeholders"] = {"name": _title(self._base)}
        self._accounts = ", ".join(info.accounts.values())
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask once whether it shall be added."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm",
                description_placeholders={
                    "topic": self._base,
                    "accounts": self._accounts,
                },
            )
        return self._add()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the base topic, and listen whether a bridge is there."""
        if not _is_connected(self.hass):
            return self.async_abort(reason="mqtt_not_connected")
        errors: dict[str, str] = {}
        if user_input is not None:
            self._base = user_input[CONF_BASE_TOPIC].strip().strip("/")
            if not _is_base(self._base):
                errors[CONF_BASE_TOPIC] = "invalid_topic"
            else:
                await self.async_set_unique_id(self._base, raise_on_progress=False)
                self._abort_if_unique_id_configured()
                if await async_find(self.hass, self._base, _FIND_TIMEOUT):
                    return self._add()
                errors[CONF_BASE_TOPIC] = "no_bridge"
        return self.async_show_form(
            step_id="user",
            data_schema=probatio.Schema(
                {probatio.Required(CONF_BASE_TOPIC, default=self._base): str}
            ),
            errors=errors,
            description_placeholders={"topic": f"{self._base}/bridge/info"},
        )

    def _add(self) -> ConfigFlowResult:
        return self.async_create_entry(
            title=_title(self._base), data={CONF_BASE_TOPIC: self._base}
        )


def _title(base: str) -> str:
    return DOMAIN if base == DEFAULT_BASE_TOPIC else f"{DOMAIN} ({base})"


def _is_base(topic: str) -> bool:
    try:
        mqtt.valid_publish_topic(topic)
    except probatio.Invalid:
        return False
    return True


def _is_connected(hass: HomeAssistant) -> bool:
    try:
        return mqtt.is_connected(hass)
    except KeyError:
        return False
