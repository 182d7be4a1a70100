"""Texts that attack whoever reads them: one of each kind, `pwn()` being what they would run."""

import re
from html.parser import HTMLParser

from goldenbridge_site import markdown

HOSTILE = {
    "script element": "<script>pwn()</script>",
    "handler on an image": "<img src=q onerror=pwn()>",
    "handler on any element": "<p onpointerenter=pwn()>a",
    "autofocus": "<input autofocus onfocus=pwn()>",
    "link": "[read](javascript:pwn())",
    "case and entity": "[read](JaVa&Tab;script:pwn())",
    "unicode space": '<a href="&#x2003;javascript:pwn()">a</a>',
    "data address": "[a](data:text/html,<b onclick=pwn()>b)",
    "other scheme": "<a href=vbscript:pwn()>a</a>",
    "svg": "<svg onload=pwn()>",
    "svg animation": "<svg><a><set attributeName=href to=javascript:pwn()><text>a",
    "foreign object": "<svg><foreignObject><img src=q onerror=pwn()>",
    "mathml": "<math><mi><style><img src=q onerror=pwn()>",
    "parses twice": '<noscript><b title="</noscript><img src=q onerror=pwn()>">',
    "comment": "<!--><img src=q onerror=pwn()>-->",
    "cdata": "<svg><![CDATA[><img src=q onerror=pwn()>]]>",
    "template": "<template><img src=q onerror=pwn()></template>",
    "frame": '<iframe srcdoc="&lt;img src=q onerror=pwn()&gt;">',
    "object": "<object data=javascript:pwn()>",
    "refresh": '<meta http-equiv=refresh content="0;url=//evil.example">',
    "base": "<base href=//evil.example/>",
    "form": "<form><button formaction=javascript:pwn()>Send</button></form>",
    "style element": '<style>@import "//evil.example/a.css"</style>',
    "overlay": '<a href=//evil.example style="position:fixed;inset:0">.</a>',
    "clobbering": "<img name=cookie><a id=htmx>",
    "htmx gadget": '<p hx-get="/sign-out/" hx-trigger=load> <p data-hx-get="/sign-out/">',
    "broken quoting": "<img title=`a` src=q/onerror=pwn()>",
    "broken nesting": "<<script>pwn()//<</script>",
    "title": '![a](q "b\\" onerror=\\"pwn()")',
    "autolink": 'https://a.example/"onmouseover="pwn()',
    "fence info": '```"><img src=q onerror=pwn()>\ncode\n```',
    "json": "</script><script>pwn()</script>",
    "template text": "{{ 7|add:7 }}",
    "nul": "a\x00b <script\x00>pwn()</script>",
    "relative": "[a](//evil.example/x) [b](/sign-out/)",
}


class Seen(HTMLParser):
    """Collects the elements and attributes a browser would make."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def check(made: str) -> None:
    """Nothing in the HTML runs, loads, styles, names or leads where it should not."""
    seen = Seen(made)
    assert seen.tags <= markdown.TAGS | {"div"}
    for name, value in seen.attributes:
        assert name in {"href", "rel", "start", "class", "role", "tabindex", "aria-label"}
        if name == "href":
            assert re.match(r"(https?://|mailto:)", value)
            assert "pwn" not in value or value.startswith("https://a.example/")
