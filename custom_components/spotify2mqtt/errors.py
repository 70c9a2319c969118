"""The bridge's refusals as Home Assistant's errors."""

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .models import Problem

# What asking again later may mend; everything else is for who asked to change.
_PASSING = {"rate_limited", "quota", "unreachable", "silent"}
# The kinds that have words of their own in strings.json.
_KINDS = {
    "bad_payload",
    "no_device",
    "not_registered",
    "premium_only",
    "quota",
    "rate_limited",
    "refused",
    "restricted",
    "unpaired",
    "unreachable",
}


def error_of(problem: Problem) -> HomeAssistantError:
    """Return the error that says what the bridge said."""
    kind = HomeAssistantError if problem.kind in _PASSING else ServiceValidationError
    return kind(
        translation_domain=DOMAIN,
        translation_key=problem.kind if problem.kind in _KINDS else "refused",
        translation_placeholders={"message": problem.message},
    )


def invalid(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for what can be known to be wrong without the bridge."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )


def no_answer(seconds: float) -> HomeAssistantError:
    """Return the error for a bridge that is there and says nothing."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="no_answer",
        translation_placeholders={"seconds": f"{seconds:g}"},
    )


def offline() -> HomeAssistantError:
    """Return the error for a bridge that is not there."""
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key="bridge_offline"
    )
