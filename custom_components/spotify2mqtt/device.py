"""The device of an account, which is the MQTT integration's."""

from homeassistant.components.mqtt import DOMAIN as MQTT_DOMAIN
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity

from .models import node_of


@callback
def async_device(hass: HomeAssistant, base: str, account: str) -> dr.DeviceEntry | None:
    """Return the MQTT device of an account; None before it was discovered."""
    identifier = (MQTT_DOMAIN, node_of(base, account))
    registry = dr.async_get(hass)
    for entry in hass.config_entries.async_entries(MQTT_DOMAIN):
        if device := registry.async_get_device_by_identifier(
            identifier, entry.entry_id
        ):
            return device
    return None


@callback
def async_follow_device(entity: Entity, base: str, account: str) -> CALLBACK_TYPE:
    """Let an entity join the MQTT device of its account whenever that comes."""
    hass = entity.hass

    @callback
    def join(event: Event[dr.EventDeviceRegistryUpdatedData] | None = None) -> None:
        if event and event.data["action"] == "remove":
            return
        device = async_device(hass, base, account)
        registered = entity.registry_entry
        if device and registered and registered.device_id != device.id:
            er.async_get(hass).async_update_entity(
                registered.entity_id, device_id=device.id
            )

    join()
    return hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, join)
