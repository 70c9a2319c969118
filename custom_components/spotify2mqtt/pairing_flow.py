"""The part of the config flow that pairs an account."""

from collections.abc import Mapping
from typing import Any

import probatio

from homeassistant.config_entries import ConfigEntryState, ConfigFlow, ConfigFlowResult
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)

from .bridge import Bridge
from .const import ATTR_ACCOUNT
from .errors import offline
from .pairing import BridgePairing, redirect_address

_ADDRESS = "address"


class PairingFlow(ConfigFlow):
    """A reconfiguration of an entry, which pairs one of its accounts."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._account = ""
        self._pairing: BridgePairing | None = None
        self._answer: dict[str, Any] = {}
        self._result: dict[str, Any] = {}
        self._address_at_spotify = ""

    async def async_step_reconfigure(
        self, user_input: Mapping[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose the account to pair; an issue's repair has chosen it already."""
        if self._bridge is None:
            return self.async_abort(reason="bridge_offline")
        accounts = self._bridge.accounts
        if user_input and user_input.get(ATTR_ACCOUNT) in accounts:
            self._account = user_input[ATTR_ACCOUNT]
            return await self.async_step_pair()
        if len(accounts) == 1:
            self._account = next(iter(accounts))
            return await self.async_step_pair()
        options = [
            SelectOptionDict(value=key, label=name) for key, name in accounts.items()
        ]
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=probatio.Schema(
                {
                    probatio.Required(ATTR_ACCOUNT): SelectSelector(
                        SelectSelectorConfig(options=options)
                    )
                }
            ),
        )

    async def async_step_pair(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how: Spotify comes back by itself, or its address is pasted."""
        return self.async_show_menu(
            step_id="pair",
            menu_options=["auth", "paste"],
            description_placeholders={
                "name": self._name,
                "redirect": redirect_address(self.hass),
            },
        )

    async def async_step_auth(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Send the browser to Spotify, and take what it comes back with."""
        if user_input is not None:
            self._answer = user_input
            return self.async_external_step_done(next_step_id="finish")
        try:
            url = await self._address()
        except HomeAssistantError as err:
            return self._refused(err)
        return self.async_external_step(
            step_id="auth", url=url, description_placeholders={"name": self._name}
        )

    async def async_step_finish(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Hand the answer to the bridge."""
        if self._pairing is None:
            return self.async_abort(reason="bridge_offline")
        try:
            self._result = await self._pairing.async_resolve_external_data(self._answer)
        except HomeAssistantError as err:
            return self._refused(err)
        return await self._landed()

    async def async_step_paste(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the address that Spotify sent a browser to, from whatever browser."""
        errors: dict[str, str] = {}
        said = ""
        if user_input is not None:
            try:
                self._result = await self._asked().async_finish_pairing(
                    address=user_input[_ADDRESS]
                )
            except HomeAssistantError as err:
                errors["base"] = "refused"
                said = _words(err)
            else:
                return await self._landed()
        if not self._address_at_spotify:
            try:
                self._address_at_spotify = await self._address()
            except HomeAssistantError as err:
                return self._refused(err)
        return self.async_show_form(
            step_id="paste",
            data_schema=probatio.Schema(
                {
                    probatio.Required(_ADDRESS): TextSelector(
                        TextSelectorConfig(multiline=True)
                    )
                }
            ),
            errors=errors,
            description_placeholders={
                "name": self._name,
                "url": self._address_at_spotify,
                "message": said,
            },
        )

    async def async_step_other_person(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask, where another person than before agreed at Spotify."""
        question = self._result["confirm"]
        if user_input is None:
            return self.async_show_form(
                step_id="other_person",
                description_placeholders={
                    "name": self._name,
                    "message": str(question.get("message") or ""),
                },
            )
        try:
            self._result = await self._asked().async_finish_pairing(
                ticket=question["ticket"]
            )
        except HomeAssistantError as err:
            return self._refused(err)
        return await self._landed()

    async def _address(self) -> str:
        """Return where the browser is to go. Raises HomeAssistantError in the bridge's words."""
        self._pairing = BridgePairing(self.hass, self._asked(), self._account)
        return await self._pairing.async_generate_authorize_url(self.flow_id)

    async def _landed(self) -> ConfigFlowResult:
        """End, unless the bridge asks something back."""
        if "confirm" in self._result:
            return await self.async_step_other_person()
        warnings = [str(one) for one in self._result.get("warnings") or []]
        return self.async_abort(
            reason="paired",
            description_placeholders={
                "name": self._name,
                "profile": str(self._result.get("profile") or "?"),
                "warnings": "\n\n".join(warnings),
            },
        )

    def _refused(self, err: HomeAssistantError) -> ConfigFlowResult:
        return self.async_abort(
            reason="refused", description_placeholders={"message": _words(err)}
        )

    @property
    def _bridge(self) -> Bridge | None:
        """The bridge of the entry; None while it cannot be asked."""
        entry = self._get_reconfigure_entry()
        if entry.state is not ConfigEntryState.LOADED:
            return None
        bridge: Bridge = entry.runtime_data
        return bridge if bridge.available else None

    def _asked(self) -> Bridge:
        """Return the bridge, to be asked. Raises HomeAssistantError while it cannot be."""
        if (bridge := self._bridge) is None:
            raise offline()
        return bridge

    @property
    def _name(self) -> str:
        bridge = self._bridge
        return (bridge.accounts if bridge else {}).get(self._account, self._account)


def _words(err: HomeAssistantError) -> str:
    """Return what the bridge said, without what is put around it for actions."""
    placeholders = err.translation_placeholders or {}
    return placeholders.get("message") or str(err)
