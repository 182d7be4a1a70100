"""A real SMTP server on this machine that keeps what it receives."""

from __future__ import annotations

import email
import email.policy
import socket
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Receiver:
    """Keeps what arrives; refuses what `refuse` names, with what it says."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse: dict[str, str] = {}
        self.data_answer = "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data_answer.startswith("250"):
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            self.got.append(message)
            self.recipients += envelope.rcpt_tos
        return self.data_answer


def listening(handler: Any) -> Controller:
    """A server for `handler` on a free port; `stop()` ends it."""
    server = Controller(handler, hostname="127.0.0.1", port=0)
    # The library greets its own port to see whether it listens, and with port 0 greets port 0.
    server._trigger_server = lambda: socket.create_connection(  # type: ignore[method-assign]
        ("127.0.0.1", port_of(server))
    ).close()
    server.start()
    return server


def port_of(server: Controller) -> int:
    """The port it listens on."""
    assert server.server is not None
    return int(server.server.sockets[0].getsockname()[1])
