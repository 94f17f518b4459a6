"""German sentences written for the tests, one for each place that the speaker can have in them."""

from tests.quotes.small_articles import Small

GERMAN_CLAUSES = [
    Small(
        "Zeit zuerst, Sprecher hinter dem Verb",
        "Am Dienstag sagte der Minister Karl Roth, man werde „jeden Stein umdrehen“.",
        "partial | Karl Roth | jeden Stein",
    ),
    Small(
        "Interview zuerst",
        "In einem Gespräch mit dem Stadtboten sagte gestern Gerda Lohse: „Das Bad bleibt zu.“",
        "direct | Gerda Lohse | Das Bad",
    ),
    Small(
        "Akkusativ zuerst",
        "Den Neubau nannte Kämmerer Udo Brandt „ein Fass ohne jeden Boden“.",
        "partial | Udo Brandt | ein Fass",
    ),
    Small(
        "Sache zuerst, Pronomen dahinter",
        "Ute Brandt griff den Rat an. Dessen Pläne bezeichnete sie als „teuer und völlig unnütz“.",
        "partial | Ute Brandt | teuer und",
    ),
    Small(
        "Nebensatz zuerst",
        "Als der Regen nachließ, rief Trainer Jonas Ebert: „Jetzt spielen wir weiter!“",
        "direct | Jonas Ebert | Jetzt spielen",
    ),
    Small(
        "Relativsatz zwischen Subjekt und Verb",
        "Der Wirt Otto Reimann, der das Haus vor Jahren gekauft hat, sagte: „Ich gebe nicht auf.“",
        "direct | Otto Reimann | Ich gebe",
    ),
    Small(
        "Perfekt",
        "Anna Holm hat nach der Sitzung erklärt: „Wir stimmen am Freitag ab.“",
        "direct | Anna Holm | Wir stimmen",
    ),
    Small(
        "Verbzusatz am Ende",
        "Sprecherin Eva Lindner kündigte am Abend an, die Halle werde „spätestens im Herbst wieder öffnen“.",
        "partial | Eva Lindner | spätestens im",
    ),
    Small(
        "zwei Verben mit und",
        "Udo Brandt legte den Bericht auf den Tisch und fragte: „Wer hat das geprüft?“",
        "direct | Udo Brandt | Wer hat",
    ),
    Small(
        "Passiv mit von",
        "Der Bau wurde von Gerda Lohse als „ein Denkmal der Eitelkeit“ bezeichnet.",
        "partial | Gerda Lohse | ein Denkmal",
    ),
    Small(
        "wird zitiert",
        "„Der Hafen ist im Winter zu“, wird Peter Santner zitiert.",
        "direct | Peter Santner | Der Hafen",
    ),
    Small(
        "so der Sprecher",
        "Die Brücke sei „auf Jahre gesperrt und unbenutzbar“, so Peter Santner.",
        "partial | Peter Santner | auf Jahre",
    ),
    Small(
        "Konjunktiv geht weiter",
        "Anna Holm wies die Kritik zurück. Die Mühle sei „in bestem Zustand und voll ausgelastet“.",
        "partial | Anna Holm | in bestem",
    ),
]

GERMAN_NAMES_IN_MARKS = [
    Small(
        "Motto",
        "Hunderte zogen unter dem Motto „Wasser gehört allen“ zum Markt.",
        "scare | - | Wasser gehört",
    ),
    Small(
        "Name einer Zeitung hinter dem Gattungswort",
        "Ute Brandt schrieb in der Wochenzeitung „Die Warte“, der Bau sei „ein teurer Fehler“ gewesen.",
        "scare | - | Die Warte\npartial | Ute Brandt | ein teurer",
    ),
    Small(
        "Name hinter dem Artikel",
        "Otto Reimann sagte im „Stadtboten am Sonntag“, die Halle werde „nie fertig“.",
        "scare | - | Stadtboten am\npartial | Otto Reimann | nie fertig",
    ),
    Small(
        "die Zeitung spricht selbst",
        "„Das Bad schließt im Mai“, schreibt die „Warte“.",
        "direct | Warte | Das Bad\nscare | - | Warte",
    ),
    Small(
        "Titel hinter dem Doppelpunkt",
        "Die Sängerin Eva Lindner stellte ihr neues Album vor: „Nächte am Kanal“.",
        "scare | - | Nächte am",
    ),
    Small(
        "heißt",
        "Der Verein, den Udo Brandt leitet, heißt „Freunde der alten Mühle“.",
        "scare | - | Freunde der",
    ),
    Small(
        "Abkürzung in Klammern",
        "Die Bürgergemeinschaft Altheim (kurz: „BGA“) lehnte den Plan von Karl Roth ab.",
        "scare | - | BGA",
    ),
    Small(
        "eine Reihe von Titeln",
        "Anna Holm las aus den Büchern „Der leere Hof“ und „Wind über Altheim“.",
        "scare | - | Der leere\nscare | - | Wind über",
    ),
    Small(
        "Bezeichnung, die jemand gibt",
        "Karl Roth nannte den Plan „Unfug von vorgestern“.",
        "partial | Karl Roth | Unfug von",
    ),
    Small(
        "Ruf hinter dem Artikel",
        "Gerda Lohse beklagte die „Verwahrlosung der Parks“.",
        "partial | Gerda Lohse | Verwahrlosung der",
    ),
]

GERMAN_ACTORS = [
    Small(
        "Amt in einem Wort mit der Behörde",
        "Landesagrarministerin Ilse Wendt sagte: „Die Ernte war schlecht.“",
        "direct | Ilse Wendt | Die Ernte",
    ),
    Small(
        "Partei und Beruf mit Bindestrich",
        "Der FWG-Politiker Kuno Thumann forderte: „Baut endlich die Schleuse!“",
        "direct | Kuno Thumann | Baut endlich",
    ),
    Small(
        "Genitiv gehört zur Beschreibung",
        "Der Sprecher des Hafenamtes sagte: „Das Becken ist leer.“",
        "direct | Sprecher des Hafenamtes | Das Becken",
    ),
    Small(
        "Adjektiv ohne Artikel",
        "Der dänische Innenminister sagte: „Wir prüfen das.“",
        "direct | dänischer Innenminister | Wir prüfen",
    ),
    Small(
        "Genitiv wird Nominativ",
        "Die Straße sei nach Angaben des örtlichen Veranstalters „bis zum Abend gesperrt“.",
        "partial | örtlicher Veranstalter | bis zum",
    ),
    Small(
        "Mitteilung einer Behörde",
        "„Der Zug fährt wieder“, heißt es in einer Mitteilung der Feuerwehr.",
        "direct | Feuerwehr | Der Zug",
    ),
    Small(
        "Mitteilung ohne Absender",
        "„Der Zug fährt wieder“, heißt es in einer Mitteilung vom Montag.",
        "direct | Mitteilung | Der Zug",
    ),
    Small(
        "Adelsname",
        "„Ich bleibe im Amt“, sagte Ursula von der Heyde.",
        "direct | Ursula von der Heyde | Ich bleibe",
    ),
    Small(
        "Nachname, der ein Wort ist",
        "Anna Holm trifft Udo Brandt. „Das war knapp“, sagte Brandt.",
        "direct | Udo Brandt | Das war",
    ),
    Small(
        "Pronomen meint die Frau",
        "Ilse Wendt und Udo Brandt kamen am Montag. „Wir sind uns einig“, sagte sie.",
        "direct | Ilse Wendt | Wir sind",
    ),
    Small(
        "dieser",
        "Ilse Wendt sprach mit Udo Brandt. Dieser sagte: „Ich bin dafür.“",
        "direct | Udo Brandt | Ich bin",
    ),
    Small(
        "Beschreibung durch das Alter",
        "Die 34-jährige Ilse Wendt gewann das Rennen. „Der Wind war gut“, sagte die 34-Jährige.",
        "direct | Ilse Wendt | Der Wind",
    ),
    Small(
        "Beschreibung durch das Amt",
        "Kreistrainer Udo Brandt war zufrieden. „Das Tor fiel spät“, sagte der Trainer.",
        "direct | Udo Brandt | Das Tor",
    ),
    Small(
        "ein anderes Amt ist jemand anders",
        "Der polnische Minister Jan Nowak kam. „Das Tor ist offen“, sagte der dänische Minister.",
        "direct | dänischer Minister | Das Tor",
    ),
]
