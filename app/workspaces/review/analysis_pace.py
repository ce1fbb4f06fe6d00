"""Decides when playback needs the processor, so that the analysis of the whole recording waits."""

from app.playback.player import Player
from polyp_core.analysis.frame_prefetcher import FramePrefetcher

_AHEAD_FRAMES = 25  # with this many complete frames ahead of the playhead, playback leaves time for the analysis
_SHARE_AHEAD = 0.5  # the same as a share of the frames that fit into memory, where those are few


def playback_needs_processor(player: Player, prefetcher: FramePrefetcher) -> bool:
    """Returns whether frames that are played soon, up to the end of the range or the recording, are still missing."""
    if not player.playing or player.info is None:
        return False
    end = player.loop.range[1] if player.loop.range is not None else player.info.frame_count - 1
    frames = min(_AHEAD_FRAMES, int(prefetcher.frames_ahead * _SHARE_AHEAD))
    return not prefetcher.is_complete(min(player.position + frames, max(end, player.position)))
