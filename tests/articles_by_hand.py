"""Articles made by hand, without the model, for what shows and exchanges results."""

from __future__ import annotations

from newsclaims import (
    Argument,
    Article,
    Attribution,
    Claim,
    Entity,
    Predicate,
    Quote,
    Span,
)


def span(text: str, part: str, start: int = 0) -> Span:
    """Where a part of a text stands."""
    found = text.index(part, start)
    return Span(found, found + len(part), part)


def entity(number: int, name: str, **fields: object) -> Entity:
    values = {"kind": "person", "named": True, "role": None, "mentions": (), **fields}
    return Entity(f"e{number}", name, **values)  # type: ignore[arg-type]


def claim(number: int, text: str, content: Span, said: Attribution | None = None) -> Claim:
    return Claim(
        id=f"c{number}",
        text=text,
        content=(content,),
        subject=Argument(text.split(" ")[0], None, "subject", None),
        predicate=Predicate("is", None, "be"),
        object=None,
        arguments=(),
        polarity="negative" if number % 2 else "positive",
        certainty="possible" if number % 3 else "certain",
        attribution=said,
        speaker=said.speaker if said else None,
        confidence=said.confidence if said else 1.0,
    )


def council_article() -> Article:
    """Nested attributions, a discontinuous content, an anonymous source, the article's voice."""
    text = (
        "Council closes the bridge\n\n"
        "The bridge was built in 1931. “It is not safe,” mayor Ada Holm said, “and it must go.”\n\n"
        "The Daily Post reported that Holm feared a flood. "
        "The weir may break, according to a person familiar with the plans.\n"
    )
    holm = entity(1, "Ada Holm", role="mayor")
    post = entity(2, "The Daily Post", kind="organization")
    insider = entity(3, "a person familiar with the plans", named=False, anonymous=True)
    words = span(text, "“It is not safe,”"), span(text, "“and it must go.”")
    direct = Attribution(
        "a1", span(text, "mayor Ada Holm"), holm, span(text, "said"), words, "assertion", None, 0.93
    )
    report = Attribution(
        "a2",
        span(text, "The Daily Post"),
        post,
        span(text, "reported"),
        (span(text, "that Holm feared a flood"),),
        "assertion",
        None,
        0.9,
    )
    fear = Attribution(
        "a3",
        span(text, "Holm", text.index("reported")),
        holm,
        span(text, "feared"),
        (span(text, "a flood"),),
        "belief",
        "a2",
        0.71,
    )
    hint = Attribution(
        "a4",
        span(text, "a person familiar with the plans"),
        insider,
        span(text, "according to"),
        (span(text, "The weir may break"),),
        "assertion",
        None,
        0.8,
    )
    verbatim = span(text, "It is not safe,"), span(text, "and it must go.")
    return Article(
        text=text,
        title="Council closes the bridge",
        claims=(
            claim(0, "Council closes the bridge", span(text, "Council closes the bridge")),
            claim(2, "The bridge was built in 1931", span(text, "The bridge was built in 1931")),
            claim(3, "The bridge is not safe", span(text, "It is not safe"), direct),
            claim(4, "The bridge must go", span(text, "it must go"), direct),
            claim(6, "Ada Holm feared a flood", span(text, "Holm feared a flood"), report),
            claim(7, "A flood is to come", span(text, "a flood"), fear),
            claim(8, "The weir may break", span(text, "The weir may break"), hint),
        ),
        quotes=(
            Quote(
                "q1", "direct", "It is not safe, … and it must go.", words, verbatim, direct, holm
            ),
            Quote("q2", "indirect", "that Holm feared a flood", report.content, (), report, post),
            Quote("q3", "indirect", "The weir may break", hint.content, (), hint, insider),
        ),
        attributions=(direct, report, fear, hint),
        entities=(holm, post, insider),
        sentences=tuple(
            span(text, sentence)
            for sentence in (
                "Council closes the bridge",
                "The bridge was built in 1931.",
                "“It is not safe,” mayor Ada Holm said, “and it must go.”",
                "The Daily Post reported that Holm feared a flood.",
                "The weir may break, according to a person familiar with the plans.",
            )
        ),
        published="2024-03-05",
        publisher="The Valley Herald",
        url="https://news.example/bridge?a=1&b=2",
        author="Ines Roth",
    )


HOSTILE = (
    '<script>window.harmed = 1</script> " onmouseover="window.harmed = 1" \' </style></script>'
    "<img src=x onerror=window.harmed=1> ]]> --> &amp; &lt; javascript:window.harmed=1 "
    "<a href=javascript:window.harmed=1>x</a> </title></textarea><svg onload=window.harmed=1>"
)


def hostile_article() -> Article:
    """An article in which everything that is a string tries to break out of the page."""
    text = f"{HOSTILE}\n\nAda {HOSTILE} said {HOSTILE}.\n"
    start = text.index("Ada")
    middle = text.index(" said ")
    source = Span(start, middle, text[start:middle])
    content = Span(middle + 6, len(text) - 2, text[middle + 6 : -2])
    speaker = entity(1, HOSTILE, role=HOSTILE)
    said = Attribution(
        HOSTILE, source, speaker, span(text, "said"), (content,), "assertion", HOSTILE, 0.5
    )
    return Article(
        text=text,
        title=HOSTILE,
        claims=(
            claim(1, HOSTILE, content, said),
            claim(2, HOSTILE, Span(0, len(HOSTILE), HOSTILE)),
        ),
        quotes=(Quote(HOSTILE, "direct", HOSTILE, (content,), (content,), said, speaker),),
        attributions=(said,),
        entities=(speaker,),
        sentences=(Span(0, len(HOSTILE), HOSTILE), Span(start, len(text) - 1, text[start:-1])),
        published=HOSTILE,
        publisher=HOSTILE,
        url="javascript:window.harmed=1",
        author=HOSTILE,
    )


def crowded_article(speakers: int = 20) -> Article:
    """One statement of each of many speakers, every third of them without a name."""
    text = ""
    entities, attributions, quotes, claims, sentences = [], [], [], [], []
    for number in range(speakers):
        name = f"official number {number}" if number % 3 == 2 else f"Sam Lund{chr(97 + number)}"
        who = entity(number, name, named=number % 3 != 2)
        start = len(text)
        text += f"{name} said the tower is {number} metres high.\n\n"
        cue = span(text, "said", start)
        content = Span(cue.end + 1, len(text) - 3, text[cue.end + 1 : -3])
        said = Attribution(
            f"a{number}", Span(start, start + len(name), name), who, cue, (content,),
            "assertion", None, 0.9,
        )  # fmt: skip
        entities.append(who)
        attributions.append(said)
        quotes.append(Quote(f"q{number}", "indirect", content.text, (content,), (), said, who))
        claims.append(claim(number, f"The tower is {number} metres high", content, said))
        sentences.append(Span(start, len(text) - 2, text[start:-2]))
    return Article(
        text, None, tuple(claims), tuple(quotes), tuple(attributions), tuple(entities),
        tuple(sentences),
    )  # fmt: skip
