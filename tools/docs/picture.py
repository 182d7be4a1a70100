"""The README's picture: how the war in Ukraine could end, as of March 2022, from a real run."""

from __future__ import annotations

import goldenbridge as gb


def svg() -> str:
    """The outcome chart of `ukraine-2022`, as SVG text."""
    import vl_convert

    chart = gb.load("ukraine-2022").forecast().plot()
    text: str = vl_convert.vegalite_to_svg(chart.to_json())
    return text if text.endswith("\n") else text + "\n"
