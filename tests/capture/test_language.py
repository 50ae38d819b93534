"""Which language a text is in; nothing is said where nothing can be told. The sentences are invented."""

import pytest

from claims.capture.language import language_of

SENTENCES = {
    "ar": "قال رئيس البلدية يوم الاثنين إن الجسر سيبقى مغلقا حتى يونيو لأنه يجب إصلاحه أولا",
    "da": "Borgmesteren sagde mandag, at broen forbliver lukket indtil juni, fordi den først skal repareres af kommunen.",
    "de": "Der Bürgermeister sagte am Montag, dass die Brücke bis Juni geschlossen bleibt, weil sie zuerst repariert werden muss.",
    "en": "The mayor said on Monday that the bridge will stay closed until June, because the hull has to be welded first.",
    "es": "El alcalde dijo el lunes que el puente permanecerá cerrado hasta junio, porque primero hay que repararlo.",
    "fa": "شهردار روز دوشنبه گفت که این پل تا ژوئن بسته خواهد ماند زیرا ابتدا باید تعمیر شود",
    "fr": "Le maire a déclaré lundi que le pont restera fermé jusqu'en juin, car il doit d'abord être réparé par la ville.",
    "it": "Il sindaco ha detto lunedì che il ponte resterà chiuso fino a giugno, perché prima deve essere riparato.",
    "nl": "De burgemeester zei maandag dat de brug tot juni gesloten blijft, omdat hij eerst gerepareerd moet worden.",
    "pt": "O prefeito disse na segunda-feira que a ponte ficará fechada até junho, porque primeiro precisa ser consertada.",
    "ru": "Мэр сказал в понедельник, что мост будет закрыт до июня, потому что сначала его нужно отремонтировать и покрасить.",
    "sv": "Borgmästaren sade på måndagen att bron kommer att vara stängd till juni eftersom den först måste lagas.",
    "uk": "Мер сказав у понеділок, що міст буде закритий до червня, тому що спочатку його потрібно відремонтувати.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Bridge closed", "1 2 3 " * 40, "xq zkt wvr " * 40, "🌉 " * 40], ids=["none", "few", "numbers", "noise", "signs"]
)
def test_what_tells_nothing_is_unknown(text: str) -> None:
    assert language_of(text) == "und"


def test_a_text_in_two_languages_by_halves_is_not_guessed_at() -> None:
    assert language_of(f"{SENTENCES['de']} {SENTENCES['en']}") == "und"
