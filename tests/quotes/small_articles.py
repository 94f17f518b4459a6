"""Small articles written for the tests, one for each way that quotes stand in news.

In `found`, a line a quote: kind, actor (`-` for none), first words of the quote; then `via` and `to`, if any.
"""

from __future__ import annotations

from typing import NamedTuple


class Small(NamedTuple):
    behaviour: str
    text: str
    found: str


SMALL_ARTICLES = [
    Small(
        "a quote over paragraphs with one closing mark at the end",
        "The mill will close in May, the owner told the town on Monday.\n\n"
        "“We have tried everything for two years,” said Henrik Brandvold, who bought it in 1998. “Nobody "
        "wants paper now.\n\n"
        "“I am sorry for the people who worked here.\n\n"
        "“They deserved better.”\n\n"
        "The town council meets on Thursday.",
        "direct | Henrik Brandvold | We have tried\ndirect | Henrik Brandvold | Nobody wants\n"
        "direct | Henrik Brandvold | I am sorry\ndirect | Henrik Brandvold | They deserved",
    ),
    Small(
        "a quote split around its cue",
        "“The bridge,” Mayor Ilse Wendt said, “will be open before the winter.”",
        "direct | Ilse Wendt | The bridge\ndirect | Ilse Wendt | will be open",
    ),
    Small(
        "a second sentence inherits its speaker",
        "Marta Okonkwo runs the shelter. “We are full,” Okonkwo said. “We turned forty people away. It was awful.”",
        "direct | Marta Okonkwo | We are full\ndirect | Marta Okonkwo | We turned",
    ),
    Small(
        "a paragraph that is a quote without a cue goes to the speaker before",
        "“The harvest was poor,” said Tomas Riedel, a farmer.\n\n“It has not rained since April and it will "
        "not rain now.”",
        "direct | Tomas Riedel | The harvest\ndirect | Tomas Riedel | It has not",
    ),
    Small(
        "nested quotes are part of the outer one",
        "“He told me ‘never again’ and left,” Ana Duarte said. “She called it “a gift” and laughed,” Duarte added.",
        "direct | Ana Duarte | He told me\ndirect | Ana Duarte | She called",
    ),
    Small(
        "a single-quote headline",
        "Duarte Warns of ‘Lost Decade’ for Schools\n\nThe minister Ana Duarte warned of a lost decade on Monday.",
        "partial | Ana Duarte | Lost Decade",
    ),
    Small(
        "British single quotes beside apostrophes and plural possessives",
        "‘It’s the workers’ money and they’ll get it,’ said Colin Thripp. The workers’ union welcomed that. "
        "‘We’ve waited since the ’90s,’ its secretary, Joan Pell, said.",
        "direct | Colin Thripp | It’s the workers\ndirect | Joan Pell | We’ve waited",
    ),
    Small(
        "a mark turned the wrong way",
        "“We are here to stay,“ said Paul Adeyemi. “The shop opens at nine.”\n\n“It is a good day,” he added.",
        "direct | Paul Adeyemi | We are here\ndirect | Paul Adeyemi | The shop opens\ndirect | Paul Adeyemi "
        "| It is a good",
    ),
    Small(
        "a missing closing mark costs only its quote",
        "Paul Adeyemi runs a shop.\n\n“We are here to stay, he said.\n\n“The shop opens at nine,” Adeyemi said.",
        "direct | - | We are here\ndirect | Paul Adeyemi | The shop opens",
    ),
    Small(
        "doubled apostrophes and back-ticks",
        "''The vote is on Friday,'' said Lena Horvath. ``I shall not stand again,'' she said.",
        "direct | Lena Horvath | The vote\ndirect | Lena Horvath | I shall not",
    ),
    Small(
        "guillemets and low marks",
        "«The pipes are a century old,» said Pierre Lambert. „They leak“, he added.",
        "direct | Pierre Lambert | The pipes\ndirect | Pierre Lambert | They leak",
    ),
    Small(
        "transcript style",
        "GRANT: “Did you read the report?”\n\nLOPEZ: “I read the summary.”",
        "direct | GRANT | Did you\ndirect | LOPEZ | I read",
    ),
    Small(
        "according to, and who relays",
        "The dam is “one storm from failing,” according to the engineer Ruth Salgado.\n\n"
        "Governor Pavel Novak said the repairs were “on schedule,” according to the Coast News Agency.",
        "partial | Ruth Salgado | one storm\npartial | Pavel Novak | on schedule | via Coast News Agency",
    ),
    Small(
        "a readout relays",
        "According to the Foreign Ministry readout of the meeting, Pavel Novak told Ruth Salgado that he "
        "would “never sign.”",
        "partial | Pavel Novak | never sign | via Foreign Ministry | to Ruth Salgado",
    ),
    Small(
        "the outlet that it was said to",
        "Ruth Salgado told the Harbour Times that the port was “a mess.” She told reporters it would be "
        "“ready by June.”",
        "partial | Ruth Salgado | a mess | via Harbour Times\npartial | Ruth Salgado | ready by | to reporters",
    ),
    Small(
        "titles, terms and nicknames are nobody's words",
        "Her novel “The Glass Harbour” sold well. Fans call such books, known as “slow thrillers,” a relief. "
        "Edward “Ned” Pryce bought the rights.",
        "scare | - | The Glass\nscare | - | slow thr\nscare | - | Ned",
    ),
    Small(
        "verbs of saying that stand in no list",
        "“You will hear from my lawyer,” growled Otto Fischbach. “That’s news to me,” chirped Lena Horvath.",
        "direct | Otto Fischbach | You will\ndirect | Lena Horvath | That’s news",
    ),
    Small(
        "a judgement in the speaker's words",
        "Otto Fischbach mocked his rival for “hiding behind a desk” and dubbed the plan “a tax on breathing.”",
        "partial | Otto Fischbach | hiding behind\npartial | Otto Fischbach | a tax on",
    ),
    Small(
        "the next paragraph's name is not stolen",
        "“The mine is safe,” said Greta Lund.\n\n“We check it daily.”\n\nOtto Fischbach, a union leader, "
        "disagreed.",
        "direct | Greta Lund | The mine\ndirect | Greta Lund | We check",
    ),
    Small(
        "a relative clause names its antecedent",
        "The board met Greta Lund, who called the offer “an insult to every miner.”",
        "partial | Greta Lund | an insult",
    ),
    Small(
        "a spokesman is not his organisation",
        "“We will appeal,” said Ivo Marek, a spokesman for Baltic Rail. “The ruling is wrong,” Marek said.",
        "direct | Ivo Marek | We will\ndirect | Ivo Marek | The ruling",
    ),
    Small(
        "an organisation speaks",
        "“The trains will run,” Baltic Rail said in a statement. “Tickets stay valid,” the company said.",
        "direct | Baltic Rail | The trains\ndirect | company | Tickets",
    ),
    Small(
        "a pronoun means the one last spoken of",
        "Senator Clara Voss opposes the bill. Her rival, Rep. Martin Egger, wrote it.\n\n“It is a bad bill,” "
        "she said.\n\n"
        "Egger laughed. “It will pass,” he said.",
        "direct | Clara Voss | It is a bad\ndirect | Martin Egger | It will",
    ),
    Small(
        "a description means the one who was called that",
        "Martin Egger, a former governor of the island, voted no. Clara Voss, a professor of law, was absent.\n\n"
        "“I had no choice,” the former governor said. “I was ill,” the professor wrote.",
        "direct | Martin Egger | I had\ndirect | Clara Voss | I was ill",
    ),
    Small(
        "two people of one surname stay two",
        "Judge Helen Marsh heard the case. Her brother, Robert Marsh, is a priest.\n\n"
        "“I have prayed for them,” Robert Marsh said.\n\n“I ruled on the facts,” Helen Marsh said.",
        "direct | Robert Marsh | I have\ndirect | Helen Marsh | I ruled",
    ),
    Small(
        "the speaker stands before a colon at the end of the paragraph before",
        "The coach, Dario Pini, shook his head and added:\n\n“We lost this in the first minute.”",
        "direct | Dario Pini | We lost",
    ),
    Small(
        "a line under the quote is its signature",
        "The visitors' book is full.\n\n“I shall never forget this place.”\n\n— Dario Pini, a coach from Trieste",
        "direct | Dario Pini | I shall",
    ),
    Small(
        "nobody says what a sentence denies",
        "The ministry refuses to speak of a “crisis” at all.",
        "scare | - | crisis",
    ),
    Small(
        "who was asked is not the one who asks",
        "Clara Voss was asked, “Will you stand again next year?” She answered, “Ask me in May.”",
        "direct | - | Will you\ndirect | Clara Voss | Ask me",
    ),
    Small(
        "markup left in the text is no speech",
        'Voss wrote this. <embed source="clip" title="Voss speaks"> She said it was “too little, too late.”',
        "partial | Voss | too little",
    ),
    Small(
        "a British article: single marks outside, double ones inside, Mr without a full stop",
        "‘We can’t go on like this,’ said Prime Minister Keir Marlow. ‘The “experts” told us it’s safe. It "
        "isn’t.’\n\n"
        "Mr Marlow, who took office in the ’90s, said rock ’n’ roll was ‘alive’.",
        "direct | Keir Marlow | We can’t\ndirect | Keir Marlow | The “experts”\npartial | Keir Marlow | alive",
    ),
    Small(
        "an acronym is no pronoun, and a name may follow what somebody is",
        "The WHO’s envoy, Dr. Ama Boateng, called the outbreak “a wake-up call for us.” "
        "Her predecessor, Tom Hale, said it was “over.” “It is not over,” the IT department said.",
        "partial | Ama Boateng | a wake-up\npartial | Tom Hale | over.\ndirect | IT department | It is not",
    ),
    Small(
        "a dateline is no speaker",
        "PORT LOUIS, Dec. 8 (AP) — Asked about the strike, the harbour master, Eli Ramgoolam, smiled, "
        "saying: “It is quiet.”",
        "direct | Eli Ramgoolam | It is quiet",
    ),
    Small(
        "a quote that ends with a question mark before its speaker",
        "“Would you sign it?” Hartnell pressed. “Maybe in May?”\n\n“I would not,” Beck answered.",
        "direct | Hartnell | Would you\ndirect | Hartnell | Maybe in\ndirect | Beck | I would",
    ),
    Small(
        "he tells them, and they are not the ones who speak",
        "Anna Holm wrote to the staff, telling them, “I am proud of you all.” Ryan and Beck meet on Monday, "
        "Holm said, adding, "
        "“They need to talk.”",
        "direct | Anna Holm | I am proud\ndirect | Anna Holm | They need",
    ),
    Small(
        "a title tells two people of one last name apart",
        "Two cousins run for office: Anna Smith, a teacher, and her cousin John Smith, a dentist.\n\n"
        "“I will win,” said Ms. Smith. “She won’t,” said Mr. Smith. Ms. Smith laughed. “He is wrong,” she said.",
        "direct | Anna Smith | I will\ndirect | John Smith | She won\ndirect | Anna Smith | He is",
    ),
    Small(
        "somebody is called by an age",
        "“It’s a mess,” said Dana Roy, 54, who joined last year. Ivo Marek, 31, left. "
        "The 54-year-old added: “We will fix it.”",
        "direct | Dana Roy | It’s a mess\ndirect | Dana Roy | We will",
    ),
    Small(
        "a body is called by the noun in its name",
        "“We will win,” the Justice Department said. Baltic Rail was silent. “Never before,” the department added.",
        "direct | Justice Department | We will\ndirect | Justice Department | Never",
    ),
]
