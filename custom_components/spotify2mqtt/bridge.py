"""The bridge, as it is heard and asked over MQTT."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from homeassistant.components import mqtt
from homeassistant.components.mqtt.models import ReceiveMessage
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.json import json_dumps

from .const import (
    ANSWER_TIMEOUT,
    COMMAND_TIMEOUT,
    INFO_TIMEOUT,
    LOGGER,
    PAIRING_TIMEOUT,
)
from .errors import error_of, no_answer, offline
from .models import Answer, BadPayload, Info, read_answer, read_info

type BridgeConfigEntry = ConfigEntry[Bridge]

QOS = 1


class Bridge:
    """One bridge: whether it is there, which accounts it has, and what it answers."""

    def __init__(self, hass: HomeAssistant, base: str) -> None:
        """Take the base topic; nothing is heard before `async_start`."""
        self.hass = hass
        self.base = base
        self.info: Info | None = None
        self._online = False
        self._connected = mqtt.is_connected(hass)
        self._heard_info = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._listeners: list[CALLBACK_TYPE] = []
        self._ends: list[CALLBACK_TYPE] = []

    @property
    def available(self) -> bool:
        """Whether the bridge can be asked now."""
        return self._online and self._connected

    @property
    def connected(self) -> bool:
        """Whether Home Assistant is connected to the broker."""
        return self._connected

    @property
    def accounts(self) -> dict[str, str]:
        """The names of its accounts by their keys."""
        return self.info.accounts if self.info else {}

    def topic(self, *levels: str) -> str:
        """Return a topic below the base."""
        return "/".join((self.base, *levels))

    async def async_start(self) -> None:
        """Listen. Raises TimeoutError where no bridge is known on this base topic."""
        self._ends.append(
            mqtt.async_subscribe_connection_status(self.hass, self._async_connection)
        )
        # Answers first: whoever has heard the rest may ask at once.
        for topic, hear in (
            (self.topic("+", "response"), self._async_hear_answer),
            (self.topic("bridge", "state"), self._async_hear_state),
            (self.topic("bridge", "info"), self._async_hear_info),
        ):
            self._ends.append(await mqtt.async_subscribe(self.hass, topic, hear, QOS))
        try:
            async with asyncio.timeout(INFO_TIMEOUT):
                await self._heard_info.wait()
        except TimeoutError:
            self.async_stop()
            raise

    @callback
    def async_stop(self) -> None:
        """Stop listening; whoever waits for an answer is told."""
        while self._ends:
            self._ends.pop()()
        self._fail_waiting()

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> CALLBACK_TYPE:
        """Call `listener` whenever availability or accounts may have changed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def async_subscribe(
        self, levels: tuple[str, ...], hear: Callable[[str, str], None]
    ) -> CALLBACK_TYPE:
        """Hear a retained topic below the base; `hear` gets topic and payload."""

        @callback
        def message(received: ReceiveMessage) -> None:
            hear(received.topic, str(received.payload))

        return await mqtt.async_subscribe(self.hass, self.topic(*levels), message, QOS)

    async def async_command(
        self, account: str, command: str, **members: Any
    ) -> dict[str, Any]:
        """Give an account a command. Raises HomeAssistantError in the bridge's words."""
        topic = self.topic(account, "command")
        return await self._async_ask(
            topic, {"command": command, **members}, COMMAND_TIMEOUT
        )

    async def async_request(
        self, account: str, what: str, **members: Any
    ) -> dict[str, Any]:
        """Ask about an account. Raises HomeAssistantError in the bridge's words."""
        return await self._async_ask(self.topic(account, "request", what), members)

    async def async_begin_pairing(self, **members: Any) -> dict[str, Any]:
        """Ask for an address at Spotify. Raises HomeAssistantError in the bridge's words."""
        return await self._async_ask(self.topic("bridge", "request", "pair"), members)

    async def async_finish_pairing(self, **members: Any) -> dict[str, Any]:
        """Hand over Spotify's answer. Raises HomeAssistantError in the bridge's words."""
        topic = self.topic("bridge", "request", "pair/finish")
        return await self._async_ask(topic, members, PAIRING_TIMEOUT)

    async def _async_ask(
        self, topic: str, payload: dict[str, Any], seconds: float = ANSWER_TIMEOUT
    ) -> dict[str, Any]:
        if not self.available:
            raise offline()
        # Home Assistant's MQTT has no response topic: answers are known by this.
        transaction = f"ha-{uuid4().hex}"
        future: asyncio.Future[Answer] = self.hass.loop.create_future()
        self._waiting[transaction] = future
        try:
            # QoS 0: a loss is noticed, since no answer comes, and nothing is done twice.
            await mqtt.async_publish(
                self.hass, topic, json_dumps({**payload, "transaction": transaction})
            )
            async with asyncio.timeout(seconds):
                answer = await future
        except TimeoutError as err:
            raise no_answer(seconds) from err
        finally:
            self._waiting.pop(transaction, None)
        if answer.problem:
            raise error_of(answer.problem)
        return answer.result

    @callback
    def _async_hear_answer(self, message: ReceiveMessage) -> None:
        try:
            answer = read_answer(str(message.payload))
        except BadPayload:
            # Answers to others need not carry what ours carry.
            return
        future = self._waiting.get(answer.transaction)
        if future and not future.done():
            future.set_result(answer)

    @callback
    def _async_hear_state(self, message: ReceiveMessage) -> None:
        online = message.payload == "online"
        if online == self._online:
            return
        self._online = online
        LOGGER.info("The bridge on %s is %s", self.base, message.payload or "gone")
        if not online:
            self._fail_waiting()
        self._tell()

    @callback
    def _async_hear_info(self, message: ReceiveMessage) -> None:
        if not message.payload:
            return
        try:
            self.info = read_info(str(message.payload))
        except BadPayload as err:
            LOGGER.warning("What %s says is not understood: %s", message.topic, err)
            return
        self._heard_info.set()
        self._tell()

    @callback
    def _async_connection(self, connected: bool) -> None:
        self._connected = connected
        if not connected:
            self._fail_waiting()
        self._tell()

    @callback
    def _fail_waiting(self) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(offline())

    @callback
    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()


async def async_find(hass: HomeAssistant, base: str, seconds: float) -> Info | None:
    """Return what the bridge on `base` says of itself; None where there is none."""
    heard: asyncio.Future[Info] = hass.loop.create_future()

    @callback
    def hear(message: ReceiveMessage) -> None:
        try:
            info = read_info(str(message.payload))
        except BadPayload:
            return
        if not heard.done():
            heard.set_result(info)

    end = await mqtt.async_subscribe(hass, f"{base}/bridge/info", hear, QOS)
    try:
        async with asyncio.timeout(seconds):
            return await heard
    except TimeoutError:
        return None
    finally:
        end()
