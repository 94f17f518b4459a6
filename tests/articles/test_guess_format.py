"""Is it Markdown?"""

import pytest

from onrecord.articles.article import Format
from onrecord.articles.guess_format import guess_format


@pytest.mark.parametrize(
    "text",
    [
        "By [Ana Roe](#)\n\nThe boats stay in.",
        "Boats. **Roe / Picture desk**\n\n**Related:** more\n",
        "One\n\n## Two\n\nThree\n\n## Four\n\nFive",
        "# Title\n\nText.",
        "See <https://a.example/x> and **this**.",
        "![boats](boats.png)\n\nText.",
        "> He said so.\n\nShe:\n\n> And I did not.",
        "Text [1] and [2].\n\n[1]: https://a.example\n[2]: https://b.example\n",
    ],
)
def test_markdown(text):
    assert guess_format(text) is Format.MARKDOWN


@pytest.mark.parametrize(
    "text",
    [
        "Profits rose 3.5% to $1.2 billion* on Monday.\n\n* before tax\n- - -\nMail us at desk@paper.example",
        "“He [Smith] (the mayor) left,” she said. [sic]\n1. First\n2. Second\n- a dash line\n-----\n",
        "A *word* and an _aside_ and 2 * 3 * 4, **** stars, a # sign and #hashtag and C# too.",
        "Write to <desk@paper.example> or see https://paper.example/a_b_c.",
        "SMITH: I said x > y.\nHOLM: No.\n",
        "Ratings: ** poor, *** fair, **** good",
    ],
)
def test_plain_news(text):
    assert guess_format(text) is Format.PLAIN


def test_the_seeds(seeds):
    formats = [guess_format(path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))]
    assert formats == [Format.PLAIN, Format.MARKDOWN]
