"""`--chart FILE`: a chart as SVG, PNG or its Vega-Lite specification, by the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import altair

KINDS = (".svg", ".png", ".json")
CHART_HELP = "Draw it into this file: .svg, .png, or .json for its Vega-Lite specification."
Chart = Annotated[Path | None, typer.Option("--chart", help=CHART_HELP)]


def check(file: Path | None) -> None:
    """Refuse a file of another kind before anything is solved."""
    if file is not None and file.suffix.lower() not in KINDS:
        from goldenbridge.scenario.problems import Problem, ScenarioError

        what = f"`{file.name}` does not say what to draw."
        raise ScenarioError([Problem("--chart", what, "Let it end in .svg, .png or .json.")])


def draw(chart: altair.TopLevelMixin, file: Path) -> None:
    """Write the chart, whole or not at all."""
    import vl_convert  # takes a while to load

    from goldenbridge.cli.write import write_whole, writing

    specification = chart.to_json()
    kind = file.suffix.lower()
    content: str | bytes = specification
    if kind == ".svg":
        content = str(vl_convert.vegalite_to_svg(specification))
    elif kind == ".png":
        content = bytes(vl_convert.vegalite_to_png(specification, scale=2))
    with writing(file, "--chart"):
        write_whole(file, content)
