"""What an operator is told when something cannot be done."""


class SiteError(Exception):
    """Something an operator can mend; the text says what is wrong and what would be right."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.problems: list[tuple[str, str]] = [("", text)]
        """For the command line's JSON form of a refusal: (where, what)."""
