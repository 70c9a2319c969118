"""Where covers are."""

from ipaddress import ip_address

from yarl import URL

from homeassistant.util.network import is_local


def is_public(url: str | None) -> bool:
    """Whether browsers anywhere can open it, as they can Spotify's covers."""
    if url is None:
        return False
    address = URL(url)
    host = address.host or ""
    return address.scheme == "https" and "." in host and not _is_private(host)


def _is_private(host: str) -> bool:
    try:
        return is_local(ip_address(host))
    except ValueError:
        return host.endswith((".local", ".lan", ".home.arpa", ".internal"))
