"""The repair of an account that is not paired, or not for long."""

from typing import Any

from homeassistant.components.repairs import FlowType, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigFlowContext
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .const import ATTR_ACCOUNT, DOMAIN


class PairingRepairFlow(RepairsFlow):
    """Goes on as a reconfiguration of the entry.

    Home Assistant's OAuth callback resumes flows of config entries alone, so Spotify could not come back to this one. It
    ends undone: the issue goes when the bridge says that the account is paired.
    """

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Begin the flow that pairs."""
        data: dict[str, Any] = dict(self.data or {})
        result = await self.hass.config_entries.flow.async_init(
            DOMAIN,
            context=ConfigFlowContext(
                source=SOURCE_RECONFIGURE, entry_id=str(data["entry_id"])
            ),
            data={ATTR_ACCOUNT: data[ATTR_ACCOUNT]},
        )
        if result["type"] is FlowResultType.ABORT:
            return self.async_abort(reason="bridge_offline")
        return self.async_abort(
            reason="goes_on", next_flow=(FlowType.CONFIG_FLOW, result["flow_id"])
        )


async def async_create_fix_flow(
    hass: HomeAssistant,
    issue_id: str,
    data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Make the flow for an issue of ours; all are of pairing."""
    return PairingRepairFlow()
