"""What may be asked of a player now."""

from homeassistant.components.media_player import MediaPlayerEntityFeature

from .models import Player

# Possible whatever plays: these choose what and where.
_ALWAYS = (
    MediaPlayerEntityFeature.PLAY_MEDIA
    | MediaPlayerEntityFeature.BROWSE_MEDIA
    | MediaPlayerEntityFeature.SEARCH_MEDIA
    | MediaPlayerEntityFeature.SELECT_SOURCE
)
# By the words of the player's `can`. Spotify switches no speaker on or off: on goes on playing, on the account's own
# device where none is active, and off pauses, so that "turn off the living room" silences the music too.
_WHERE_ALLOWED = {
    "play": MediaPlayerEntityFeature.PLAY | MediaPlayerEntityFeature.TURN_ON,
    "pause": MediaPlayerEntityFeature.PAUSE | MediaPlayerEntityFeature.TURN_OFF,
    "stop": MediaPlayerEntityFeature.STOP,
    "next": MediaPlayerEntityFeature.NEXT_TRACK,
    "previous": MediaPlayerEntityFeature.PREVIOUS_TRACK,
    "seek": MediaPlayerEntityFeature.SEEK,
    "volume": MediaPlayerEntityFeature.VOLUME_SET
    | MediaPlayerEntityFeature.VOLUME_STEP,
    "mute": MediaPlayerEntityFeature.VOLUME_MUTE,
    "shuffle": MediaPlayerEntityFeature.SHUFFLE_SET,
    "repeat": MediaPlayerEntityFeature.REPEAT_SET,
    "queue": MediaPlayerEntityFeature.MEDIA_ENQUEUE,
    "clear": MediaPlayerEntityFeature.CLEAR_PLAYLIST,
}


def features_of(player: Player) -> MediaPlayerEntityFeature:
    """Return what may be asked of the player now."""
    features = _ALWAYS
    for word in player.can:
        features |= _WHERE_ALLOWED.get(word, MediaPlayerEntityFeature(0))
    return features
