"""German."""

from benchmarks.portals.newsroom import Prose

PROSE = Prose(
    titles=(
        "{topic} in {place}", "{place} bekommt {thing}", "{n} Jahre {topic} in {place}", "Bekanntmachung: {thing} für {place}", "Gemeinderat berät über {thing} in {place}",
        "{topic} und {thing}: {place} plant", "Noch {n} Plätze frei: {topic} {place}", "Warum {place} auf {thing} wartet", "Neues zum Thema {thing} ({place})",
    ),
    sentences=(
        "{who} {did} {where} {what} {part}.", "{when} {did} {who} {what} {part}.", "„Wir haben lange auf {what} gewartet“, sagte {name}.",
        "Die Kosten belaufen sich auf {n} 000 Euro, davon entfallen {n} 000 auf {what}.", "Laut {name} ist {what} bis zum Herbst fertig.",
        "Rund {n} Gäste kamen {where} zusammen, um {what} zu sehen.", "Bereits am 9. Juli {year} lag {what} {where} aus.",
        "{name} dankte {whom} und erinnerte an die Anfänge im Jahr {year}.", "Anträge werden {where} innerhalb von {n} Tagen angenommen.",
        "{when} bleibt die Straße {where} für {n} Stunden gesperrt.", "Auskunft erteilt das Bürgerbüro unter der Nummer 0{n}-{n}.",
        "Der Rat stimmte mit {n} zu {n} Stimmen für {what}.",
    ),
    headings=("Wie es weitergeht", "Rückblick", "Kosten und Fristen", "Anmeldung", "Ein Plan für {place}"),
    captions=("{name} {where}", "Foto: {name}", "Blick auf {place}", "{place} im Jahr {year}"),
    columns=(("Nr.", "Ortsteil", "Haushalte", "Anteil"), ("Platz", "Mannschaft", "Punkte"), ("Pos.", "Titel", "Plan", "Ist", "Rest")),
    phrases={
        "topic": ("Erntefest", "Brückenbau", "Sommerkonzert", "Waldlauf", "Bücherwoche", "Feuerwehrübung", "Wochenmarkt", "Hochwasserschutz", "Seniorennachmittag",
                  "Schützenfest", "Kläranlage", "Breitbandausbau"),
        "thing": ("Spielplatz", "Radweg", "Parkordnung", "Straßenbeleuchtung", "Müllabfuhr", "Lesesaal", "Hallenbad", "Trinkwasser", "Schulessen", "Jugendtreff",
                  "Kindergarten", "Ortsbus"),
        "place": ("Oberlinden", "Haselbach", "der Altstadt", "Neuendorf am See", "Kirchwalde", "Mühlental", "Grünau", "Steinfurt", "Lerchenberg", "Unterau"),
        "who": ("der Bürgermeister", "die Ortsvorsteherin", "eine Gruppe von Anwohnern", "der Bauausschuss", "die Feuerwehr", "der Heimatverein", "die Schulleitung",
                "das Landratsamt", "der Musikverein", "die Jugendabteilung"),
        "whom": ("allen Helfern", "dem Heimatverein", "der Kreissparkasse", "den Landwirten", "dem Ministerium"),
        "did": ("hat", "will", "wird"),
        "part": ("vorstellen", "besichtigen", "ablehnen", "verschieben", "erneuern", "übergeben", "prüfen", "bezahlen"),
        "what": ("die neue Satzung", "den Haushalt", "die Sanierung des Marktplatzes", "einen Vertrag mit dem Kreis", "den zweiten Bauabschnitt", "das Gutachten zum Lärm",
                 "den Ferienkalender", "die Ausstellung alter Karten", "das Pumpwerk", "die Pacht der Festhalle", "drei Bänke aus Eiche", "den Wanderwegeplan"),
        "where": ("im Rathaus", "am Fluss", "auf dem Marktplatz", "vor der Kapelle", "in der Turnhalle", "am Bahnhof", "in der Mühlgasse", "am Ortsrand", "unter der Brücke"),
        "when": ("Am Montag", "Am frühen Morgen", "Vor den Ferien", "In der Sitzung", "Nach langer Beratung", "Im Herbst", "Vor zwei Jahren"),
        "name": ("Anneliese Kolb", "Jürgen Reiter", "Dr. Petra Sailer", "Karl Hinrichs", "Ute Brandl", "Bernd Öttl"),
        "tag": ("Bauen", "Feste", "Jugend", "Sport", "Wasser", "Kultur"),
        "row": ("Haselbach", "Grünau", "Mühlental", "Kirchwalde", "Unterau", "Steinfurt"),
        "signature": ("Text: Ute Brandl", "(pm)", "Pressestelle", "Karl Hinrichs"),
    },
)
