"""Each German frame gives its statement, cue and source; a case is one line. All texts are invented."""

import pytest
from extractors.marked import read_marked

from claims.extractors.findings import Finding, Span
from claims.extractors.rules import find_by_rules

Places = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]

WITH_A_VERB = {
    "dass": "⟪Die Ministerin⟫ ⟨sagte⟩, ⟦dass die Brücke im Mai öffnet⟧.",
    "ob": "⟪Die Ministerin⟫ ⟨fragte⟩, ⟦ob die Brücke sicher ist⟧.",
    "subjunctive": "⟪Der Sprecher der Stadt⟫ ⟨sagte⟩, ⟦die Brücke sei gesperrt⟧.",
    "apposition": "⟪Die Sprecherin der Stadt, Eva Muster⟫, ⟨sagte⟩, ⟦die Brücke sei gesperrt⟧.",
    "infinitive": "⟪Der Verband⟫ ⟨forderte⟩, ⟦die Brücke im Mai zu öffnen⟧.",
    "auxiliary and participle": "⟪Eva Muster⟫ ⟨hatte⟩ am Montag ⟨gesagt⟩, ⟦die Brücke sei sicher⟧.",
    "particle": "⟪Die Stadt⟫ ⟨teilte⟩ am Montag ⟨mit⟩, ⟦dass die Brücke gesperrt ist⟧.",
    "adverbial first": "Am Montag ⟨sagte⟩ ⟪die Ministerin⟫, ⟦die Brücke sei gesperrt⟧.",
    "adverb first": "Dabei ⟨hofft⟩ ⟪die Stadt⟫, ⟦dass die Brücke bald öffnet⟧.",
    "auch first": "Auch ⟪der Verband⟫ ⟨glaubt⟩, ⟦dass die Brücke sicher ist⟧.",
    "colon and quotation": "⟪Eva Muster⟫ ⟨sagte⟩: ⟦„Die Brücke öffnet im Mai.“⟧",
    "quotation first": "⟦„Die Brücke öffnet im Mai“⟧, ⟨sagte⟩ ⟪Eva Muster⟫.",
    "sentence first": "⟦Die Brücke sei seit Montag gesperrt⟧, ⟨erklärte⟩ ⟪die Stadt⟫.",
    "passive with an agent": "Von ⟪der Stadt⟫ ⟨wurde bestätigt⟩, ⟦dass die Brücke gesperrt ist⟧.",
    "passive without one": "Am Montag ⟨wurde berichtet⟩, ⟦dass die Brücke gesperrt ist⟧.",
    "heißt es in": "⟦Die Brücke sei sicher⟧, ⟨heißt es⟩ in ⟪dem Bericht⟫.",
    "words in marks": "⟪Der Verband⟫ ⟨nannte⟩ den Bau ⟦„einen teuren Fehler“⟧.",
    "wie, first": "⟨Wie⟩ ⟪die Stadt⟫ ⟨mitteilte⟩, ⟦ist die Brücke gesperrt⟧.",
    "wie, last": "⟦Die Brücke ist gesperrt⟧, ⟨wie⟩ ⟪die Stadt⟫ ⟨mitteilte⟩.",
    "bracket behind the name": "⟪Eva Muster (SPD)⟫ ⟨sagte⟩ am Montag, ⟦die Brücke sei gesperrt⟧.",
    "bracket behind the subject after the verb": "Am Montag ⟨sagte⟩ ⟪Eva Muster (SPD)⟫, ⟦die Brücke sei gesperrt⟧.",
    "apposition with one comma": "⟪Eva Muster, eine Sprecherin der Stadt⟫ ⟨erklärte⟩, ⟦die Brücke sei gesperrt⟧.",
    "dash within a word": "Am Montag ⟨sagte⟩ ⟪die 33-jährige Eva Muster⟫, ⟦die Brücke sei gesperrt⟧.",
    "object first": "Den Bau der Brücke ⟨nannte⟩ ⟪er⟫ ⟦„einen teuren Fehler“⟧.",
    "participle as an adverb first": "Relativierend ⟨sagte⟩ ⟪Eva Muster⟫, ⟦die Brücke sei alt⟧.",
    "heißt es auf": "⟦Die Brücke sei sicher⟧, ⟨heißt es⟩ auf ⟪der Webseite der Stadt⟫.",
    "main clause with an article": "⟪Ein Sprecher⟫ ⟨teilte mit⟩, ⟦die Boote der Stadt hätten am Montag angelegt⟧.",
    "apposition before the particle": "Gestern ⟨gab⟩ ⟪der Leiter der Schule⟫, Max Muster, ⟨bekannt⟩, ⟦dass die Suche endet⟧.",
    "apposition before the participle": "Vor kurzem ⟨hatte⟩ ⟪ein Händler⟫, Max Muster, ⟨erklärt⟩, ⟦die Brücke werde teuer⟧.",
    "passive of quoting": "⟪Eva Muster⟫ ⟨wird⟩ von der Zeitung mit den Worten ⟨zitiert⟩: ⟦„Die Brücke öffnet im Mai.“⟧",
    "colon without a verb of saying": "⟪Die Firma⟫ ist über den Bau empört: ⟦„Die Brücke öffnet nie im Mai.“⟧",
    "colon, adverbial first": "Hier spart ⟪der Verband⟫ nicht mit Spott: ⟦„Die Brücke öffnet nie im Mai.“⟧",
    "noun with a genitive": "Viel Beifall fand die ⟨Forderung⟩ ⟪des Ministers Max Muster⟫, ⟦die Brücke zu öffnen⟧.",
    "noun of the subject": "⟪Der Bericht⟫ endet mit der ⟨Hoffnung⟩, ⟦dass die Brücke hält⟧.",
    "das sagte X": "⟦Die Brücke bleibt geschlossen⟧. ⟦Das⟧ ⟨sagte⟩ ⟪die Ministerin⟫.",
}
WITHOUT_A_VERB = {
    "so": "⟦Die Brücke sei sicher⟧, ⟨so⟩ ⟪die Ministerin⟫.",
    "laut, first": "⟨Laut⟩ ⟪der Stadt⟫ ⟦ist die Brücke gesperrt⟧.",
    "laut, within": "⟦Die Brücke ist⟧ ⟨laut⟩ ⟪Polizei⟫ ⟦seit Montag gesperrt⟧.",
    "nach Angaben": "⟨Nach⟩ ⟪Angaben der Polizei⟫ ⟦ist die Brücke gesperrt⟧.",
    "nach ersten Angaben": "⟨Nach⟩ ⟪ersten Angaben der Polizei⟫ ⟦sei die Brücke gesperrt⟧.",
    "zufolge": "⟪Dem Bericht⟫ ⟨zufolge⟩ ⟦ist die Brücke sicher⟧.",
    "Meinung nach": "⟪Seiner Meinung⟫ ⟨nach⟩ ⟦ist die Brücke sicher⟧.",
}
NO_STATEMENTS = (
    "Die Brücke wurde am Montag gesperrt.",
    "Nach der Sperrung fuhren viele mit der Fähre.",
    "Nach dem Bau, der lange dauerte, öffnete die Brücke.",
    "Die „Alte Brücke“ steht seit hundert Jahren.",
    "Der Fluss, der breit ist, fließt unter der Brücke.",
    "Die Stadt bestätigte den Termin.",
    "Der Neubau könnte den Verkehr stören.",
    "Auf dem Schild steht ein Wort: „Vorsicht“.",
    "Die Hoffnung auf Regen, die viele hatten, schwand.",
)


def places(found: Finding) -> Places:
    return found.content, found.cue, found.source


@pytest.mark.parametrize("marked", [*WITH_A_VERB.values(), *WITHOUT_A_VERB.values()], ids=[*WITH_A_VERB, *WITHOUT_A_VERB])
def test_a_frame_gives_its_statement_and_nothing_else(marked: str) -> None:
    """Every span is right to the character, marks included, and the text gives no second statement."""
    article, expected = read_marked(marked, language="de")

    assert expected
    assert [places(one) for one in find_by_rules(article)] == [places(expected)], article.text


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_what_only_looks_like_a_frame_gives_nothing(text: str) -> None:
    """Narration, "nach" of time, titles, relative clauses."""
    article, _ = read_marked(text, language="de")

    assert find_by_rules(article) == []


def test_sentences_in_the_subjunctive_go_on_for_whoever_spoke() -> None:
    """Free indirect speech: one statement of all such sentences, without a cue."""
    text = "Eva Muster sagte, die Brücke sei gesperrt. Die Fähre fahre weiter. Sie habe mehr Platz. Am Montag regnete es."
    article, _ = read_marked(text, language="de")

    last = find_by_rules(article)[-1]

    assert [text[start:end] for start, end in last.source] == ["Eva Muster"]
    assert [text[start:end] for start, end in last.content] == ["Die Fähre fahre weiter. Sie habe mehr Platz"]
    assert last.cue == ()


def test_hearsay_near_a_statement_goes_on_for_its_source() -> None:
    """What "soll ... haben" passes on is said by whoever spoke before."""
    text = "Eva Muster sagte, die Brücke sei gesperrt. Ein Schiff soll sie gerammt haben."
    article, _ = read_marked(text, language="de")

    last = find_by_rules(article)[-1]

    assert [text[start:end] for start, end in (*last.source, *last.content)] == ["Eva Muster", "Ein Schiff soll sie gerammt haben"]


def test_a_plan_near_a_statement_goes_on_for_its_source() -> None:
    """What "soll ... öffnen" passes on is said by whoever spoke before, too."""
    text = "Eva Muster sagte, die Brücke sei gesperrt. Im Mai soll die Fähre wieder fahren."
    article, _ = read_marked(text, language="de")

    last = find_by_rules(article)[-1]

    assert [text[start:end] for start, end in (*last.source, *last.content)] == ["Eva Muster", "Im Mai soll die Fähre wieder fahren"]


def test_words_in_marks_within_a_statement_are_a_verbatim_one_too() -> None:
    """German ships so: the words that are the source's own can be checked alone."""
    text = "Eva Muster sagte, die Brücke sei „ein teurer Fehler“ gewesen."
    article, _ = read_marked(text, language="de")

    whole, words = find_by_rules(article)

    assert [text[start:end] for start, end in words.content] == ["„ein teurer Fehler“"]
    assert (words.cue, words.source) == (whole.cue, whole.source)
