"""SessionNotices: what the segmenter and the cache of probability maps have to say, each message once."""

from collections.abc import Iterator

from app.translation import tr_value
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.inference.segmenter import Segmenter


class SessionNotices:
    """Remembers which messages have been reported."""

    def __init__(self) -> None:
        self._of: Segmenter | None = None
        self._reported: tuple[str, ...] = ()
        self._problem = ""

    def new(self, segmenter: Segmenter | None, store: ProbabilityMapCache | None) -> Iterator[str]:
        """Yields the messages that are new since the last call."""
        if segmenter is not self._of:
            self._of, self._reported = segmenter, ()
        notices = segmenter.notices if segmenter is not None else ()
        yield from map(tr_value, notices[len(self._reported) :])
        self._reported = notices
        problem = store.problem if store is not None else ""
        if problem and problem not in self._problem:
            yield tr_value(problem)
        self._problem = problem or self._problem

    def forget_problem(self) -> None:
        """Reports a problem of the cache once more, as another cache is open."""
        self._problem = ""
