"""Pairing by Home Assistant's own redirect. The bridge keeps the verifier and the token; neither comes here."""

from typing import Any, override

from yarl import URL

from homeassistant.core import HomeAssistant
from homeassistant.helpers.config_entry_oauth2_flow import (
    AUTH_CALLBACK_PATH,
    LocalOAuth2Implementation,
    async_get_redirect_uri,
)

from .bridge import Bridge
from .const import DOMAIN
from .errors import invalid


class BridgePairing(LocalOAuth2Implementation):
    """The pairing of one account.

    Home Assistant makes state and redirect address; everything else of the address at Spotify, and what happens with the
    code that comes back, is the bridge's.
    """

    def __init__(self, hass: HomeAssistant, bridge: Bridge, account: str) -> None:
        """Take the account's key."""
        super().__init__(
            hass,
            DOMAIN,
            client_id="",
            client_secret="",
            authorize_url="https://accounts.spotify.com/authorize",
            token_url="",
        )
        self._bridge = bridge
        self._account = account
        self._state = ""

    @property
    @override
    def name(self) -> str:
        """Name of the implementation."""
        return "spotify2mqtt"

    @override
    async def async_generate_authorize_url(self, flow_id: str) -> str:
        """Return the address at Spotify. Raises HomeAssistantError in the bridge's words."""
        ours = URL(await super().async_generate_authorize_url(flow_id)).query
        self._state = ours["state"]
        result = await self._bridge.async_begin_pairing(
            account=self._account,
            redirect_uri=ours["redirect_uri"],
            state=self._state,
        )
        url = result.get("authorize_url")
        if not isinstance(url, str):
            raise invalid("not_understood", message="it gives no authorize_url")
        return url

    @override
    async def async_resolve_external_data(self, external_data: Any) -> dict[str, Any]:
        """Hand over what Spotify said. Raises HomeAssistantError in the bridge's words."""
        # Home Assistant checked the state and gives it decoded; the bridge knows it as it was.
        given = {
            key: external_data[key] for key in ("code", "error") if key in external_data
        }
        return await self._bridge.async_finish_pairing(**given, state=self._state)


def redirect_address(hass: HomeAssistant) -> str:
    """Return what has to be registered for the app on Spotify's dashboard."""
    try:
        return async_get_redirect_uri(hass)
    except RuntimeError:
        # Not asked by a browser, so its address is not known.
        return f"<Home Assistant>{AUTH_CALLBACK_PATH}"
