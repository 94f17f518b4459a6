"""Ten small German articles written for the tests, in the form of `small_articles`."""

from tests.quotes.small_articles import Small

GERMAN_ARTICLES = [
    Small(
        "Sprecher nach dem Zitat",
        "„Die Mühle bleibt offen“, sagte Anna Holm am Montag. „Wir geben nicht auf.“",
        "direct | Anna Holm | Die Mühle\ndirect | Anna Holm | Wir geben",
    ),
    Small(
        "Sprecher vor dem Doppelpunkt",
        "Bürgermeister Karl Westphal betonte: „Der Haushalt ist beschlossen.“ Er fügte hinzu: „Mehr Geld "
        "gibt es nicht.“",
        "direct | Karl Westphal | Der Haushalt\ndirect | Karl Westphal | Mehr Geld",
    ),
    Small(
        "geteiltes Zitat",
        "„Das Wasser“, erklärte die Lehrerin Ute Brandt, „stand bis zum Fenster.“",
        "direct | Ute Brandt | Das Wasser\ndirect | Ute Brandt | stand bis",
    ),
    Small(
        "Wörter in der Rede eines anderen",
        "Ministerin Gerda Lohse nannte den Entwurf „einen Angriff auf die Dörfer“.",
        "partial | Gerda Lohse | einen Angriff",
    ),
    Small(
        "Quelle mit laut",
        "Die Brücke ist laut Peter Santner „in einem Jahr fertig“.",
        "partial | Peter Santner | in einem",
    ),
    Small(
        "Guillemets",
        "»Wir haben gewonnen«, rief Trainer Jonas Ebert. »Niemand hat daran geglaubt.«",
        "direct | Jonas Ebert | Wir haben\ndirect | Jonas Ebert | Niemand",
    ),
    Small(
        "Pronomen",
        "Sabine Krall leitet die Klinik in Altheim. „Uns fehlen zwanzig Pflegekräfte“, sagte sie.",
        "direct | Sabine Krall | Uns fehlen",
    ),
    Small(
        "Titel eines Buches",
        "Ihr Roman „Die gläserne Stadt“ erscheint im Mai.",
        "scare | - | Die gläserne",
    ),
    Small(
        "Rede über Absätze",
        "„Ich habe alles versucht“, sagte Otto Reimann.\n\n„Es hat nicht gereicht.“\n\nDer Rat tagt am Freitag.",
        "direct | Otto Reimann | Ich habe\ndirect | Otto Reimann | Es hat",
    ),
    Small(
        "Behörde und Sprecherin",
        "„Die Straße bleibt gesperrt“, teilte die Polizei mit. „Wir bitten um Geduld“, sagte Sprecherin Eva "
        "Lindner.",
        "direct | Polizei | Die Straße\ndirect | Eva Lindner | Wir bitten",
    ),
]
