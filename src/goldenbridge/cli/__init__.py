"""The command line: parses, calls, prints. Each command is a file, loaded when it is asked for.

Results go to stdout, talk and progress to stderr. Bad input gives one message and exit code 1,
wrong usage 2, an error inside Golden Bridge 70 (its traceback only under `--debug`).
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from types import ModuleType

STOPPED = 130
"""Exit code after Ctrl-C."""

# Looking for pydantic plugins reads the metadata of every installed package; there are none here.
# Even told not to look, it would load what reads such metadata, a twentieth of a short command.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
_loader = ModuleType("pydantic.plugin._loader")
_loader.get_plugins = tuple  # type: ignore[attr-defined]
sys.modules.setdefault(_loader.__name__, _loader)

# Starting up makes many objects that stay; looking through them again and again costs a fifteenth.
gc.set_threshold(500_000, 20, 20)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. `--debug` may stand anywhere before a bare `--`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = words[: words.index("--")] if "--" in words else words
    debug = "--debug" in options
    if debug:
        words.remove("--debug")
    before = sys.unraisablehook
    sys.unraisablehook = _unless_half_made
    try:
        from goldenbridge.cli.start import run

        code = run(words, debug=debug, as_json="--json" in options)
    except KeyboardInterrupt:
        code = STOPPED
    finally:
        sys.unraisablehook = before
    if code == STOPPED:
        print("Stopped.", file=sys.stderr)
    return code


def _unless_half_made(found: sys.UnraisableHookArgs) -> None:
    """Tell of an error in freeing something, but not of what Ctrl-C kept the compiler from making.

    Its objects cannot be freed before they are whole, and then say so over many lines.
    """
    made_by = getattr(found.object, "__module__", "")
    if not (isinstance(found.exc_value, AttributeError) and made_by == "llvmlite.binding.ffi"):
        sys.__unraisablehook__(found)
