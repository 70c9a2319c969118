"""Pairing inside Home Assistant, from the issue to the paired account."""

from http import HTTPStatus
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from conftest import PlayedBridge, settle
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

HOME = "https://home.example"
CALLBACK = f"{HOME}/auth/external/callback"
SPOTIFY = "https://accounts.spotify.com/authorize?client_id=abc&state=ours"
PAIRED = {
    "ok": True,
    "result": {
        "account": "family",
        "name": "Spotify Family",
        "profile": "Anna",
        "warnings": [],
    },
}


class Person:
    """Somebody at Home Assistant's front end."""

    def __init__(self, client: Any) -> None:
        """Take a signed-in client."""
        self.client = client

    async def post(self, path: str, **data: Any) -> dict[str, Any]:
        """Send what the front end sends."""
        headers = {"HA-Frontend-Base": HOME}
        answer = await self.client.post(f"/api/{path}", json=data, headers=headers)
        assert answer.status == HTTPStatus.OK, await answer.text()
        result: dict[str, Any] = await answer.json()
        return result

    async def step(self, flow: str, **data: Any) -> dict[str, Any]:
        """Submit a step of a config flow."""
        return await self.post(f"config/config_entries/flow/{flow}", **data)

    async def look(self, flow: str) -> dict[str, Any]:
        """Look how a config flow stands."""
        answer = await self.client.get(f"/api/config/config_entries/flow/{flow}")
        result: dict[str, Any] = await answer.json()
        return result

    async def repair(self, issue_id: str) -> str:
        """Press "fix" and return the flow that goes on."""
        result = await self.post(
            "repairs/issues/fix", handler="spotify2mqtt", issue_id=issue_id
        )
        assert result["type"] == "abort"
        assert result["next_flow"][0] == "config_flow"
        flow: str = result["next_flow"][1]
        return flow


@pytest.fixture
async def person(
    hass: HomeAssistant, house: PlayedBridge, hass_client: ClientSessionGenerator
) -> Person:
    """A person, and a bridge that can pair."""
    for component in ("config", "repairs"):
        assert await async_setup_component(hass, component, {})
    house.answers["bridge/request/pair"] = {
        "ok": True,
        "result": {"account": "family", "authorize_url": SPOTIFY},
    }
    house.answers["bridge/request/pair/finish"] = PAIRED
    return Person(await hass_client())


def issues(hass: HomeAssistant) -> dict[str, str]:
    """Our issues: which account, and what is the matter."""
    registry = ir.async_get(hass)
    return {
        str((issue.data or {}).get("account")): str(issue.translation_key)
        for (domain, _), issue in registry.issues.items()
        if domain == "spotify2mqtt"
    }


async def unpair(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry
) -> str:
    """Let the family lose its pairing; returns the issue."""
    house.say("family/paired", "OFF")
    house.say("family/availability", "offline")
    await settle(hass)
    return f"pairing_{entry.entry_id}_family"


@pytest.mark.parametrize(
    ("paired", "days", "key"),
    [
        ("ON", 180, None),
        ("ON", 15, None),
        ("ON", 13, "pairing_ending"),
        ("OFF", None, "pairing_needed"),
        ("None", None, None),
    ],
)
async def test_issues(
    hass: HomeAssistant,
    house: PlayedBridge,
    paired: str,
    days: int | None,
    key: str | None,
) -> None:
    """An issue where nothing plays, or will not for long; it goes by itself."""
    end = dt_util.utcnow().timestamp() + (days or 0) * 86_400
    until = dt_util.utc_from_timestamp(end).isoformat() if days else "None"
    house.say("family/paired_until", until)
    house.say("family/paired", paired)
    await settle(hass)
    assert issues(hass) == ({"family": key} if key else {})
    house.say("family/paired_until", "None")
    house.say("family/paired", "ON")
    await settle(hass)
    assert issues(hass) == {}


async def test_issues_leave_with_the_entry(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry
) -> None:
    """What is removed needs no repair."""
    await unpair(hass, house, entry)
    assert issues(hass) == {"family": "pairing_needed"}
    await hass.config_entries.async_remove(entry.entry_id)
    assert issues(hass) == {}


async def test_pairs_by_home_assistants_redirect(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """From the issue to Spotify and back; the bridge gets state, redirect and code, and nothing else happens here."""
    flow = await person.repair(await unpair(hass, house, entry))
    menu = await person.look(flow)
    assert (menu["type"], menu["step_id"], menu["menu_options"]) == (
        "menu",
        "pair",
        ["auth", "paste"],
    )
    external = await person.step(flow, next_step_id="auth")
    assert (external["type"], external["url"]) == ("external", SPOTIFY)
    ((_, asked),) = [one for one in house.asked if one[0] == "bridge/request/pair"]
    assert {key: asked[key] for key in ("account", "redirect_uri")} == {
        "account": "family",
        "redirect_uri": CALLBACK,
    }
    # Spotify's answer comes from a browser that is not signed in.
    came = await person.client.get(
        "/auth/external/callback", params={"code": "the-code", "state": asked["state"]}
    )
    assert came.status == HTTPStatus.OK
    ended = await person.step(flow)
    assert (ended["type"], ended["reason"]) == ("abort", "paired")
    assert ended["description_placeholders"]["profile"] == "Anna"
    assert house.asked[-1] == (
        "bridge/request/pair/finish",
        {"code": "the-code", "state": asked["state"]},
    )
    assert "the-code" not in str(
        hass.config_entries.async_entries("spotify2mqtt")[0].as_dict()
    )


async def test_says_no_at_spotify(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """The bridge is told, and its words are shown."""
    flow = await person.repair(await unpair(hass, house, entry))
    await person.step(flow, next_step_id="auth")
    state = house.asked[-1][1]["state"]
    house.answers["bridge/request/pair/finish"] = {
        "ok": False,
        "problem": {"kind": "refused", "message": "you said no at Spotify"},
    }
    await person.client.get(
        "/auth/external/callback", params={"error": "access_denied", "state": state}
    )
    ended = await person.step(flow)
    assert (ended["reason"], ended["description_placeholders"]) == (
        "refused",
        {"message": "you said no at Spotify"},
    )
    assert house.asked[-1][1] == {"error": "access_denied", "state": state}


async def test_asks_where_another_person_came(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """Another Spotify account than before takes a second yes."""
    question = {
        "ticket": "t-1",
        "before": "Anna",
        "now": "Ben",
        "message": "Was Anna, is Ben now.",
    }
    house.answers["bridge/request/pair/finish"] = lambda asked: (
        PAIRED if "ticket" in asked else {"ok": True, "result": {"confirm": question}}
    )
    flow = await person.repair(await unpair(hass, house, entry))
    await person.step(flow, next_step_id="auth")
    state = house.asked[-1][1]["state"]
    await person.client.get(
        "/auth/external/callback", params={"code": "c", "state": state}
    )
    asked = await person.step(flow)
    assert (asked["type"], asked["step_id"]) == ("form", "other_person")
    assert asked["description_placeholders"]["message"] == "Was Anna, is Ben now."
    ended = await person.step(flow)
    assert ended["reason"] == "paired"
    assert house.asked[-1] == ("bridge/request/pair/finish", {"ticket": "t-1"})


async def test_takes_a_pasted_address(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """What is pasted wrong is told, and can be pasted again."""
    flow = await person.repair(await unpair(hass, house, entry))
    form = await person.step(flow, next_step_id="paste")
    assert (form["type"], form["step_id"]) == ("form", "paste")
    assert form["description_placeholders"]["url"] == SPOTIFY
    house.answers["bridge/request/pair/finish"] = {
        "ok": False,
        "problem": {"kind": "refused", "message": "the address was cut off"},
    }
    wrong = await person.step(flow, address="http://127.0.0.1/callback?code=c")
    assert wrong["errors"] == {"base": "refused"}
    assert wrong["description_placeholders"]["message"] == "the address was cut off"
    house.answers["bridge/request/pair/finish"] = PAIRED
    address = f"{CALLBACK}?code=c&state=s"
    ended = await person.step(flow, address=address)
    assert ended["reason"] == "paired"
    assert house.asked[-1] == ("bridge/request/pair/finish", {"address": address})
    assert len([one for one in house.asked if one[0] == "bridge/request/pair"]) == 1


async def test_reconfigure_asks_which_account(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """From the entry's own menu, for a pairing before it is needed."""
    form = await person.post(
        "config/config_entries/flow", handler="spotify2mqtt", entry_id=entry.entry_id
    )
    assert (form["type"], form["step_id"]) == ("form", "reconfigure")
    menu = await person.step(form["flow_id"], account="kids")
    assert menu["description_placeholders"] == {
        "name": "Spotify Kids",
        "redirect": CALLBACK,
    }
    await person.step(form["flow_id"], next_step_id="auth")
    assert house.asked[-1][1]["account"] == "kids"


async def test_needs_the_bridge(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """Without it there is nothing to pair with."""
    issue = await unpair(hass, house, entry)
    house.say("bridge/state", "offline")
    await settle(hass)
    result = await person.post(
        "repairs/issues/fix", handler="spotify2mqtt", issue_id=issue
    )
    assert (result["type"], result["reason"]) == ("abort", "bridge_offline")
    assert issues(hass) == {"family": "pairing_needed"}
    flows = await person.post(
        "config/config_entries/flow", handler="spotify2mqtt", entry_id=entry.entry_id
    )
    assert flows["reason"] == "bridge_offline"


async def test_one_account_is_not_asked_for(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """Where there is nothing to choose."""
    del house.accounts["kids"]
    house.say_info()
    await settle(hass)
    menu = await person.post(
        "config/config_entries/flow", handler="spotify2mqtt", entry_id=entry.entry_id
    )
    assert (menu["type"], menu["step_id"]) == ("menu", "pair")


@pytest.mark.parametrize("way", ["auth", "paste"])
async def test_bridge_that_refuses_to_pair(
    hass: HomeAssistant,
    house: PlayedBridge,
    entry: MockConfigEntry,
    person: Person,
    way: str,
) -> None:
    """Its words are shown."""
    flow = await person.repair(await unpair(hass, house, entry))
    problem = {
        "kind": "bad_payload",
        "message": "redirect_uri is none of Home Assistant's",
    }
    house.answers["bridge/request/pair"] = {"ok": False, "problem": problem}
    ended = await person.step(flow, next_step_id=way)
    assert (ended["type"], ended["reason"]) == ("abort", "refused")
    assert ended["description_placeholders"] == {"message": problem["message"]}


@pytest.mark.parametrize("way", ["auth", "paste"])
async def test_bridge_that_goes_meanwhile(
    hass: HomeAssistant,
    house: PlayedBridge,
    entry: MockConfigEntry,
    person: Person,
    way: str,
) -> None:
    """The dialog ends, and says why."""
    flow = await person.repair(await unpair(hass, house, entry))
    house.say("bridge/state", "offline")
    await settle(hass)
    ended = await person.step(flow, next_step_id=way)
    assert (ended["type"], ended["reason"]) == ("abort", "refused")
    assert "not running" in ended["description_placeholders"]["message"]


async def test_bridge_that_goes_while_pasting(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """What was pasted can be sent again when it is back."""
    flow = await person.repair(await unpair(hass, house, entry))
    await person.step(flow, next_step_id="paste")
    house.say("bridge/state", "offline")
    await settle(hass)
    form = await person.step(flow, address=f"{CALLBACK}?code=c&state=s")
    assert form["errors"] == {"base": "refused"}
    assert "not running" in form["description_placeholders"]["message"]
    house.say("bridge/state", "online")
    await settle(hass)
    ended = await person.step(flow, address=f"{CALLBACK}?code=c&state=s")
    assert ended["reason"] == "paired"


async def test_bridge_of_another_version(
    hass: HomeAssistant, house: PlayedBridge, entry: MockConfigEntry, person: Person
) -> None:
    """One that shows a code only is told apart."""
    flow = await person.repair(await unpair(hass, house, entry))
    house.answers["bridge/request/pair"] = {"ok": True, "result": {"account": "family"}}
    ended = await person.step(flow, next_step_id="auth")
    assert ended["description_placeholders"] == {"message": "it gives no authorize_url"}
