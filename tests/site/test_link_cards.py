"""Preview cards: what is never fetched, the limits of a fetch, and what becomes of it."""

import gzip
import html
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpcore
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ

from goldenbridge_site import markdown
from goldenbridge_site.accounts.models import User
from goldenbridge_site.links import addresses, cards, fetching, reading
from goldenbridge_site.links.addresses import RefusedError
from goldenbridge_site.links.fetching import Fetched
from goldenbridge_site.links.models import LinkCard
from goldenbridge_site.operator.models import SiteSettings
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply

PUBLIC = "93.184.216.34"
PAGE = b"<html><head><title>A title</title></head><body>x</body></html>"


@dataclass
class Web:
    """A small web of one machine: answers by path, names by host; remembers what was asked."""

    answers: dict[str, Callable[[socket.socket], None] | bytes] = field(default_factory=dict)
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    connected: list[tuple[str, int]] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    port: int = 0

    def resolve(self, host: str, port: int, *kind: Any, **_kind: Any) -> list[Any]:
        """What getaddrinfo would say; a name with several answers gives them one by one."""
        if kind:  # asked by the connection to this test's own server
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        self.resolved.append(host)
        if host not in self.names:
            raise socket.gaierror("no such name")
        given = self.names[host]
        found = given.pop(0) if len(given) > 1 else given[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    def serve(self, listening: socket.socket) -> None:
        """Answer one request per connection until the socket is closed."""
        while True:
            try:
                connection, _peer = listening.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        """Read the request's head and send what was planned for its path."""
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(4096)
            self.requests.append(head)
            planned = self.answers[head.split()[1].decode()]
            try:
                if callable(planned):
                    planned(connection)
                else:
                    connection.sendall(planned)
            except OSError:
                return  # the reader had enough


def http(
    body: bytes = PAGE,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    """An answer of HTTP/1.1 that ends with its connection."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + body


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """Names and connections lead to a server of this test; nothing leaves the machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    made = Web(port=listening.getsockname()[1])
    made.names["news.example"] = [[PUBLIC]]
    real = httpcore.SyncBackend.connect_tcp

    def connect(
        self: httpcore.SyncBackend, host: str, port: int, *args: Any, **more: Any
    ) -> httpcore.NetworkStream:
        made.connected.append((host, port))
        return real(self, "127.0.0.1", made.port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", made.resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    threading.Thread(target=made.serve, args=(listening,), daemon=True).start()
    yield made
    listening.close()


REFUSED = [
    "http://127.0.0.1/",
    "http://127.255.0.9/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[ff0e::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001::1]/",
    "http://[2001:db8::1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0x7f.0.0.1/",
    "http://127.0.0.1./",
    "http://localhost/",
    "http://localhost./",
    "http://intranet/",
    "http://user:pass@news.example/",
    "http://user@news.example/",
    "http://news.example:8080/",
    "http://news.example:22/",
    "https://news.example:70000/",
    "ftp://news.example/",
    "file:///etc/passwd",
    "gopher://news.example/",
    "javascript:alert(1)",
    "//news.example/",
    "http:///path",
    "http://news.example/a b",
    "http://news.example/\r\nHost: inside",
    "http://１２７.0.0.1/",
    "http://[::1",
]


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_public_is_refused_without_a_connection(web: Web, url: str) -> None:
    web.names |= {name: [["127.0.0.1"]] for name in ("localhost", "localhost.", "127.1")}
    with pytest.raises(RefusedError):
        fetching.fetch(url)
    assert web.connected == []


@pytest.mark.parametrize("address", ["192.0.78.212", "8.8.8.8", "2606:4700::1111"])
def test_public_addresses_are_accepted(web: Web, address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    web.answers["/"] = http()
    assert fetching.fetch(f"http://{host}/").content == PAGE
    assert web.connected == [(address, 80)]


def test_a_name_with_one_inner_address_is_refused(web: Web) -> None:
    web.names["mixed.example"] = [[PUBLIC, "10.0.0.1"]]
    with pytest.raises(RefusedError, match="not public"):
        fetching.fetch("http://mixed.example/")
    assert web.connected == []


def test_the_connection_goes_to_the_vetted_address(web: Web) -> None:
    web.names["turning.example"] = [[PUBLIC], ["127.0.0.1"]]
    web.answers["/"] = http()
    assert fetching.fetch("http://turning.example/").content == PAGE
    assert web.connected == [(PUBLIC, 80)]
    assert web.resolved == ["turning.example"]
    assert b"Host: turning.example\r\n" in web.requests[0]


def test_every_redirect_is_vetted_again(web: Web) -> None:
    web.names["inside.example"] = [["192.168.0.1"]]
    for n, target in enumerate(("http://inside.example/", "http://127.0.0.1/", "file:///x")):
        web.answers[f"/{n}"] = http(status="302 Found", more=f"Location: {target}\r\n")
        with pytest.raises(RefusedError):
            fetching.fetch(f"http://news.example/{n}")
    assert {host for host, _port in web.connected} == {PUBLIC}


def test_three_redirects_are_followed_and_a_fourth_is_not(web: Web) -> None:
    for n in range(4):
        web.answers[f"/{n}"] = http(status="301 Moved", more=f"Location: /{n + 1}\r\n")
    web.answers["/4"] = http()
    assert fetching.fetch("http://news.example/1").content == PAGE
    with pytest.raises(RefusedError, match="redirects"):
        fetching.fetch("http://news.example/0")


def test_only_web_pages_are_read(web: Web) -> None:
    for n, kind in enumerate(("application/json", "image/png", "text/htmlx", "")):
        web.answers[f"/{n}"] = http(kind=kind)
        with pytest.raises(RefusedError, match="no web page"):
            fetching.fetch(f"http://news.example/{n}")
    web.answers["/gone"] = http(status="404 Not Found")
    with pytest.raises(RefusedError, match="404"):
        fetching.fetch("http://news.example/gone")


def test_no_more_than_half_a_megabyte_is_read(web: Web) -> None:
    sent = 0

    def endless(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(http(b""))
        while True:
            connection.sendall(b"<p>" * 20_000)
            sent += 60_000

    web.answers["/"] = endless
    assert len(fetching.fetch("http://news.example/").content) == fetching.LARGEST
    assert sent < 40 * fetching.LARGEST


def test_a_packed_bomb_is_not_unpacked(web: Web) -> None:
    bomb = gzip.compress(b"<title>x</title>" + b" " * 50_000_000)
    web.answers["/"] = http(bomb, more="Content-Encoding: gzip\r\n")
    assert len(fetching.fetch("http://news.example/").content) == fetching.LARGEST
    web.answers["/broken"] = http(b"no gzip", more="Content-Encoding: gzip\r\n")
    with pytest.raises(RefusedError, match="unpacked"):
        fetching.fetch("http://news.example/broken")
    web.answers["/br"] = http(b"x", more="Content-Encoding: br\r\n")
    with pytest.raises(RefusedError, match="packed in an unknown way"):
        fetching.fetch("http://news.example/br")


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_drip_of_bytes_ends_with_the_deadline(web: Web, part: str) -> None:
    ended = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: " if part == "head" else http(b""))
        try:
            for _n in range(200):
                connection.sendall(b"a")
                time.sleep(0.05)
        finally:
            ended.set()

    web.answers["/"] = drip
    deadline = fetching.Deadline(seconds=0.4)
    with pytest.raises(RefusedError):
        fetching.fetch("http://news.example/", deadline)
    with pytest.raises(RefusedError):
        deadline.left()
    assert ended.wait(5), "the connection was closed before the drip had ended"


def test_a_slow_name_ends_with_the_deadline(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def slow(*_args: Any, **_more: Any) -> list[Any]:
        answered.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(RefusedError, match="not found in time"):
        fetching.fetch("http://news.example/", fetching.Deadline(seconds=0.2))
    assert not answered.is_set()
    answered.set()


def test_the_certificate_is_checked_for_the_name(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    real = httpcore._backends.sync.SyncStream.start_tls

    def start_tls(self: Any, context: Any, server_hostname: str | None = None, *more: Any) -> Any:
        asked.append(server_hostname)
        assert context.check_hostname
        return real(self, context, server_hostname, *more)

    monkeypatch.setattr(httpcore._backends.sync.SyncStream, "start_tls", start_tls)
    web.answers["/"] = http()
    with pytest.raises(RefusedError):
        fetching.fetch("https://news.example/", fetching.Deadline(seconds=1))
    assert asked == ["news.example"]
    assert web.connected == [(PUBLIC, 443)]


def read(page: str, charset: str = "utf-8") -> reading.Words:
    """The words of a page."""
    return reading.read(Fetched(page.encode(charset), charset))


def test_title_text_and_site_come_from_the_head_as_plain_text() -> None:
    words = read(
        "<title>Plain &amp; simple</title><meta property='og:title' content='The &lt;b&gt; title'>"
        "<meta name=description content='  Two\n lines. '>"
        '<meta property="og:site_name" content="News"><meta property="og:image" content="//x/y">'
        "<body><title>no</title>"
    )
    assert words == reading.Words("The <b> title", "Two lines.", "News")
    assert read("<TITLE lang=en>Plain &amp; simple</TITLE>").title == "Plain & simple"
    assert read("nothing here") == reading.Words("", "", "")


def test_titles_and_texts_are_cut() -> None:
    words = read(f"<title>{'a' * 500}</title><meta name=description content='{'b' * 900}'>")
    assert len(words.title) == 200
    assert len(words.text) == 300


def test_other_charsets_and_broken_bytes_are_read() -> None:
    assert read("<title>Frieden für Ruritanien</title>", "iso-8859-1").title.endswith("Ruritanien")
    page = Fetched("<meta charset='windows-1252'><title>é</title>".encode("cp1252"), "")
    assert reading.read(page).title == "é"
    assert reading.read(Fetched(b"<title>\xff\xfe</title>", "utf-8")).title
    assert reading.read(Fetched(b"<title>x</title>", "rot13")).title == "x"
    assert reading.read(Fetched(b"<title>x</title>", "no such")).title == "x"


@pytest.mark.parametrize(
    "hostile",
    ['<meta "' * 80_000, "<meta a='" + "b" * 500_000, "<title " * 80_000, "<" * 500_000],
)
def test_a_hostile_page_is_read_in_steps_that_do_not_explode(hostile: str) -> None:
    reading.read(Fetched(hostile.encode()[: fetching.LARGEST], "utf-8"))


def publish(member: User, post: Post, url: str) -> Reply:
    """Publish a reply whose only paragraph is an address, through the page."""
    client = Client()
    client.force_login(member)
    page = client.post(reverse("reply", args=[post.slug]), {"body": url})
    assert page.status_code == 302
    found = Reply.objects.order_by("-pk").first()
    assert found is not None
    return found


def test_a_card_is_fetched_in_the_background_and_shown(web: Web, post: Post, other: User) -> None:
    url = "http://news.example/article"
    web.answers["/article"] = http(
        b"<title>Talks resume</title><meta name=description content='Two lines.'>"
        b"<meta property='og:image' content='http://news.example/p.png'>"
        b"<link rel=canonical href='http://news.example/other'>"
        b"<link type='application/json+oembed' href='http://news.example/oembed'>"
    )
    reply = publish(other, post, url)
    card = LinkCard.objects.get()
    assert (card.url, card.state) == (url, LinkCard.State.WAITING)
    assert web.connected == []
    assert cards.for_text(reply.body) == {}
    assert OrmQ.objects.count() >= 1
    cards.fill(card.pk)
    cards.fill(card.pk)
    assert len(web.requests) == 1
    shown = cards.for_text(reply.body)[url]
    assert (shown.title, shown.text, shown.site) == ("Talks resume", "Two lines.", "news.example")


PAYLOAD = "<img src=q onerror=pwn()><script>pwn()</script>"


def test_cards_stand_in_posts_and_replies_and_hold_no_markup_of_the_other_page(
    web: Web, post: Post, other: User
) -> None:
    url = "http://news.example/article?a=1&b=2"
    web.answers["/article?a=1&b=2"] = http(
        f"<title>&lt;img src=q onerror=pwn()&gt;</title>"
        f"<meta property='og:title' content='{html.escape(PAYLOAD)} Talks'>"
        f"<meta name=description content='{html.escape(PAYLOAD)}'>"
        f"<meta property='og:site_name' content='{html.escape(PAYLOAD)}'>".encode()
    )
    publish(other, post, f"See:\n\n{url}\n\nand more.")
    Post.objects.filter(pk=post.pk).update(body=url, body_html=markdown.to_html(url))
    cards.fill(LinkCard.objects.get().pk)
    page = Client().get(post.get_absolute_url()).content.decode()
    assert page.count('class="link-card"') == 2
    assert "<img src=q" not in page
    assert "<script>pwn" not in page
    assert page.count("&lt;script&gt;pwn()&lt;/script&gt; Talks") == 2
    assert 'rel="nofollow ugc noopener noreferrer"' in page


def test_a_failed_fetch_leaves_the_plain_link(web: Web, post: Post, other: User) -> None:
    web.answers["/x"] = http(status="500 Oops")
    reply = publish(other, post, "http://news.example/x")
    card = LinkCard.objects.get()
    cards.fill(card.pk)
    card.refresh_from_db()
    assert card.state == LinkCard.State.FAILED
    assert "500" in card.reason
    assert cards.for_text(reply.body) == {}
    page = Client().get(post.get_absolute_url()).content.decode()
    assert 'href="http://news.example/x"' in page


def test_one_fetch_per_address_and_day(web: Web, post: Post, member: User, other: User) -> None:
    url = "http://news.example/x"
    publish(other, post, url)
    queued = OrmQ.objects.count()
    publish(member, post, url)
    assert LinkCard.objects.count() == 1
    first = LinkCard.objects.get()
    assert first.asked_by == other
    LinkCard.objects.update(asked=timezone.now() - cards.AGAIN)
    publish(other, post, f"{url}\n\nonce more")
    assert LinkCard.objects.get().asked > first.asked
    assert queued >= 1


def test_ten_cards_an_hour_for_each_member(post: Post, other: User) -> None:
    for n in range(14):
        cards.ask(f"https://news.example/{n}", other)
    assert LinkCard.objects.count() == 10


def test_the_switch_stops_fetching_and_showing(web: Web, post: Post, other: User) -> None:
    url = "http://news.example/x"
    web.answers["/x"] = http()
    publish(other, post, url)
    card = LinkCard.objects.get()
    SiteSettings(link_previews=False).save()
    cards.fill(card.pk)
    assert web.connected == []
    SiteSettings(link_previews=True).save()
    cards.fill(card.pk)
    assert cards.for_text(url)
    SiteSettings(link_previews=False).save()
    assert cards.for_text(url) == {}
    publish(other, post, "http://news.example/second")
    assert LinkCard.objects.count() == 1


def test_an_inner_address_never_becomes_a_card(post: Post, other: User) -> None:
    publish(other, post, "http://192.168.1.1/admin")
    assert not LinkCard.objects.exists()


def test_the_addresses_of_the_registries_are_closed() -> None:
    for block in (*addresses._CLOSED_4, *addresses._CLOSED_6):
        assert not addresses.public(block[0])
        assert not addresses.public(block[-1])
