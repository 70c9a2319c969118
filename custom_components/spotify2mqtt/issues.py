"""Repairs issues for accounts that have to be paired, now or soon."""

from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .bridge import BridgeConfigEntry
from .const import ATTR_ACCOUNT, DOMAIN

# As the bridge's own notices: two weeks before Spotify ends the pairing.
_AHEAD = timedelta(days=14)
_LOOK = timedelta(hours=1)


def issue_id_of(entry_id: str, account: str) -> str:
    """Name the issue of an account."""
    return f"pairing_{entry_id}_{account}"


async def async_watch_pairing(hass: HomeAssistant, entry: BridgeConfigEntry) -> None:
    """Raise an issue for each account without a pairing that lasts, and take it back."""
    bridge = entry.runtime_data
    # By account, as its retained topics say: whether it is paired, and until when.
    paired: dict[str, bool] = {}
    until: dict[str, datetime] = {}
    raised: set[str] = set()

    @callback
    def hear_paired(topic: str, payload: str) -> None:
        account = topic.split("/")[-2]
        if payload in ("ON", "OFF"):
            paired[account] = payload == "ON"
        else:
            paired.pop(account, None)
        judge()

    @callback
    def hear_until(topic: str, payload: str) -> None:
        account = topic.split("/")[-2]
        end = dt_util.parse_datetime(payload)
        if end and end.tzinfo:
            until[account] = end
        else:
            until.pop(account, None)
        judge()

    @callback
    def judge(_now: datetime | None = None) -> None:
        due = {
            account: key
            for account in bridge.accounts
            if (key := _issue(paired.get(account), until.get(account)))
        }
        for account in raised - due.keys():
            ir.async_delete_issue(hass, DOMAIN, issue_id_of(entry.entry_id, account))
        raised.clear()
        raised.update(due)
        for account, key in due.items():
            end = until.get(account)
            day = dt_util.as_local(end).date().isoformat() if end else "?"
            ir.async_create_issue(
                hass,
                DOMAIN,
                issue_id_of(entry.entry_id, account),
                data={"entry_id": entry.entry_id, ATTR_ACCOUNT: account},
                is_fixable=True,
                severity=(
                    ir.IssueSeverity.ERROR
                    if key == "pairing_needed"
                    else ir.IssueSeverity.WARNING
                ),
                translation_key=key,
                translation_placeholders={
                    "name": bridge.accounts[account],
                    "until": day,
                },
            )

    @callback
    def forget() -> None:
        for account in raised:
            ir.async_delete_issue(hass, DOMAIN, issue_id_of(entry.entry_id, account))

    entry.async_on_unload(forget)
    entry.async_on_unload(bridge.async_listen(judge))
    entry.async_on_unload(async_track_time_interval(hass, judge, _LOOK))
    for key, hear in (("paired", hear_paired), ("paired_until", hear_until)):
        entry.async_on_unload(await bridge.async_subscribe(("+", key), hear))


def _issue(paired: bool | None, until: datetime | None) -> str | None:
    """Return which issue an account has, by its translation key."""
    if paired is False:
        return "pairing_needed"
    if paired and until and until - dt_util.utcnow() <= _AHEAD:
        return "pairing_ending"
    return None
