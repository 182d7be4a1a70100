"""One conflict for every scenario that comes with the engine."""

from collections.abc import Iterator

from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.runs import engine, pictures


def add_library() -> list[str]:
    """Add the conflicts that are missing and ask for the pictures of all that are shown.

    Returns the names of those added. What the operator changed or hid stays as it is. A scenario
    that cannot be read is left out. A picture that is up to date is not made again.
    """
    added = []
    for described in sorted(_missing(), key=lambda found: found.known_on, reverse=True):
        name = described.name
        Conflict.objects.create(
            slug=name,
            title=described.title[:120],
            summary=described.about[:4000],
            known_on=described.known_on,
            scenario=name,
            phase=Conflict.Phase.ENDED if described.ended else Conflict.Phase.ONGOING,
            position=Conflict.objects.count(),
        )
        added.append(name)
    for scenario in Conflict.objects.filter(shown=True).values_list("scenario", flat=True):
        pictures.ask(scenario)
    return added


def _missing() -> Iterator[engine.Described]:
    for name in engine.scenarios():
        # A folder in a folder holds a limit case for checking the engine, not a war.
        if "/" in name or Conflict.objects.filter(slug=name).exists():
            continue
        try:
            yield engine.describe(name)
        except engine.EngineRefusedError:
            continue
