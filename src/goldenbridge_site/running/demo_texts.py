"""The words of the demonstration content. They show how a discussion looks; nobody said them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ReplyText:
    """One reply: `by` counts the accounts, `to` the earlier replies (None: the post itself)."""

    by: int
    body: str
    to: int | None = None
    deleted: bool = False


@dataclass(frozen=True)
class PostText:
    """One post with its replies in order."""

    by: int
    title: str
    body: str
    conflict: str = ""
    tags: tuple[str, ...] = ()
    hours_ago: int = 48
    see_also: int | None = None
    replies: tuple[ReplyText, ...] = field(default=())


ABOUT = (
    "This account belongs to the demonstration. Nobody stands behind it and nobody can sign in "
    "with it."
)

POSTS = (
    PostText(
        by=0,
        title="what would each side have to be able to say at home?",
        conflict="ukraine-2022",
        tags=("settlement", "domestic politics"),
        hours_ago=60,
        body="""A settlement is signed by governments, but it is carried by people who have been \
told for weeks what the war is for. I would like to look at that part alone: **what would each \
side have to be able to say at home**, truthfully, so that signing does not cost more than going \
on?

## Two questions that are often mixed

1. What does a term *deliver*? Territory, security, trade, prisoners who come home.
2. How does it *look*? Whether it can be told as something that was reached, and not as something \
that was taken.

A term can deliver little and look good, or the other way round. Packages in which each side gets \
the second kind of thing from the other, cheaply, are where I would look first.

## What I would need to know

- How fast the room for a good story shrinks while the war goes on.
- Which terms could be checked by outsiders, and which would have to be taken on trust.
- Who could refuse to go along although they sit at no table.

I have no figures of my own for any of these. The model's figures are assumptions too, and each \
can be changed on the conflict's page.""",
        replies=(
            ReplyText(
                by=1,
                body="""The distinction helps. But I doubt that the two can be kept apart for \
long: a term that looks good and delivers nothing is found out, and then it looks worse than \
having said nothing.

Could you say **over what time** you mean it? A month, or five years?""",
            ),
            ReplyText(
                by=0,
                to=0,
                body="""Over the time it takes to sign and to carry it out, so months. You are \
right that it fades. I would put it this way: the appearance buys the time in which the substance \
has to arrive.""",
            ),
            ReplyText(by=2, to=1, body="A remark that its author took back.", deleted=True),
            ReplyText(
                by=1,
                to=2,
                body="""I had answered the remark above before it was deleted, and leave my \
answer here: the number of weeks matters less than who is believed when they say that it was \
kept.""",
            ),
            ReplyText(
                by=2,
                body="""One assumption I would change first: how often both sides talk. If they \
talk rarely, it hardly matters what could be signed. Has anybody looked at how far the chance \
of a settlement moves with that alone?""",
            ),
            ReplyText(
                by=0,
                to=4,
                body="On the conflict's page it is one of the assumptions one can set. "
                "I have not put figures here, because they belong beside their range.",
            ),
        ),
    ),
    PostText(
        by=1,
        title="what the model cannot see, and why I use it all the same",
        tags=("method",),
        hours_ago=30,
        see_also=0,
        body="""It leaves out most of what matters to the people who live through a war: grief, \
law, responsibility, chance meetings, single decisions nobody expected. It has no view on who is \
right.

What it does is smaller. It takes what somebody **assumes** about strength, endurance and aims, \
and says what would follow if those assumptions held. Two people who disagree about the end can \
then find out *which assumption* they disagree about.

> A number that comes out of it is only as good as what went in. That is why it never stands \
without its range.

I would be glad of examples where such a calculation misled people. Those teach most.""",
        replies=(
            ReplyText(
                by=2,
                body="""Example: leaving out a party that can spoil an agreement. A package all \
signatories prefer can still be broken by somebody who did not sign. The page names such parties \
where they are known; I would add that they are often *not* known.""",
            ),
            ReplyText(
                by=1,
                to=0,
                body="Agreed. That is an argument for writing down who was left out, beside who "
                "was put in.",
            ),
        ),
    ),
    PostText(
        by=2,
        title="questions to ask of any proposal before arguing about it",
        tags=("settlement", "method"),
        hours_ago=6,
        see_also=0,
        body="""A list to start from. Please add to it.

| question | why |
|---|---|
| Who has to agree, and who can merely spoil it? | these are different people |
| What happens in the first week? | promises are tested early |
| Who checks, and what follows if something is not kept? | an unchecked term is a hope |
| What would have to be true for each side to prefer this to going on? | otherwise it will not \
be signed |
| What does it cost those who are not at the table? | they live with it |""",
    ),
)
