"""Runs these tests in Home Assistant's own Python (`python run.py`)."""

import sys

import pytest

# First of all, since it lays its own httpx over the one of pytest's plugins.
import homeassistant  # noqa: F401
from homeassistant.components import logger

# The newest plugin is for the version before, and names one thing that this one has no more; nothing here uses it.
if not hasattr(logger, "_clear_logger_overwrites"):
    setattr(logger, "_clear_logger_overwrites", None)

sys.exit(pytest.main(sys.argv[1:]))
