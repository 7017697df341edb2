from __future__ import annotations

import re

from lxml import html

from claimwatch.digests.fitting import LARGEST
from claimwatch.digests.html import render_html
from claimwatch.digests.text import render_text
from claimwatch.records import Digest
from tests.digests.samples import CHANGED, FULL, SAYING, TOPIC, alert, claim, digest


def page(told: Digest) -> html.HtmlElement:
    return html.document_fromstring(render_html(told, TOPIC))


def words(elements: list[html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


def test_headings_lead_through_the_page() -> None:
    headings = [(one.tag, *words([one])) for one in page(FULL).iter("h1", "h2", "h3")]
    assert headings == [
        ("h1", "Harbour bridge"),
        ("h2", "What changed"),
        ("h3", "2027 → 2028"),
        ("h3", "1.1 billion → 1,4 млрд"),
        ("h2", "Denied or contradicted"),
        ("h3", "The operator denies that a ferry line will be closed"),
        ("h2", "New facts"),
        ("h2", "New statements"),
        ("h3", "The chief engineer says that the piers withstand ice of 1.5 metres"),
        ("h3", "The mayor promises to ask the citizens before trees are felled"),
        ("h2", "Kept silent"),
    ]


def test_quotes_are_quotations_in_their_language() -> None:
    quotes = page(FULL).findall(".//blockquote")
    assert len(quotes) == 8  # six alerts, and two of the three earlier sides: of the seed there are no words
    russian = [one for one in quotes if one.get("lang") == "ru"]
    assert words(russian)[0] == "Стоимость моста выросла до 1,4 млрд крон, сообщили в министерстве."


def test_a_change_has_both_sides() -> None:
    old, new = page(digest(CHANGED)).findall(".//td")
    assert words(old.findall(".//b")) == ["2027"]
    assert words(new.findall(".//b")) == ["2028"]
    assert [one.get("href") for one in (*old.iter("a"), *new.iter("a"))] == [
        "https://gazette.example/ferry",
        "https://courier.example/1",
    ]


def test_every_link_leads_to_a_stored_article() -> None:
    stored = {one.url for one in FULL.alerts} | {one.earlier.url for one in FULL.alerts if one.earlier}
    links = {one.get("href") for one in page(FULL).iter("a")}
    assert links == {url for url in stored if url.startswith("http")} | {TOPIC.documents[0].url}


def test_nothing_is_fetched_and_nothing_runs() -> None:
    source = render_html(FULL, TOPIC)
    tags = {one.tag for one in page(FULL).iter() if isinstance(one.tag, str)}
    assert not tags & {"img", "script", "link", "iframe", "object", "svg", "form", "video"}
    assert not re.search(r"url\(|@import|src=", source)


def test_the_page_fits_a_phone_and_the_dark() -> None:
    document = page(FULL)
    meta = {one.get("name"): one.get("content") for one in document.iter("meta")}
    assert meta["viewport"] == "width=device-width, initial-scale=1"
    assert meta["color-scheme"] == "light dark"
    sheet = "".join(document.xpath("//style/text()"))
    assert "prefers-color-scheme: dark" in sheet
    assert "max-width: 520px" in sheet
    assert document.find(".//h1").get("style")  # the rest stands in the elements


def test_both_renderings_tell_the_same() -> None:
    text = " ".join(re.sub(r"^ *>", "", render_text(FULL, TOPIC), flags=re.MULTILINE).split())
    for element in page(FULL).iter("blockquote", "h1", "h2", "h3"):
        assert " ".join(element.text_content().split()) in text
    for sentence in words(page(FULL).xpath("//footer//li")):
        assert sentence in text


def test_lines_of_text_are_short_and_addresses_whole() -> None:
    url = "https://courier.example/" + "long-address-" * 20
    lines = render_text(digest(alert(1, claim("A quote. " * 30), url=url), SAYING), TOPIC).splitlines()
    assert [line.strip() for line in lines if len(line) > 76] == [url]


def test_a_day_without_news() -> None:
    text = " ".join(render_text(digest(), TOPIC).split())
    assert "nobody has made a claim that was not known already. Kept silent" in text
    assert "41 articles were read" in text
    assert not page(digest()).findall(".//section")


def test_a_flood_stays_small_and_is_counted() -> None:
    flood = digest(*(alert(n, claim(f"{n} “Слова & <слова>”, 'сказал' он. " * 60)) for n in range(2000)))
    for text in (render_html(flood, TOPIC), render_text(flood, TOPIC)):
        assert len(text.encode()) <= LARGEST
        shown = len(re.findall(r"Bridge report|https://courier", text))
        assert shown > 10
        surplus = re.search(r"… and ([\d,]+) more", text)
        assert surplus
        numbers = len(set(re.findall(r"https://courier\.example/(\d+)", text)))
        assert numbers + int(surplus[1].replace(",", "")) == 2000
        assert "claimwatch alerts harbour" in text


def test_one_monstrous_alert_stays_small() -> None:
    monster = alert(
        1,
        claim("&\"'<" * 100_000, "&" * 100_000),
        url="https://courier.example/?" + "&" * 900,
        title="<" * 100_000,
        source="'" * 100_000,
        reasons=('"' * 100_000,) * 50,
        earlier=CHANGED.earlier,
    )
    assert len(render_html(digest(monster), TOPIC).encode()) <= LARGEST
    assert len(render_text(digest(monster), TOPIC).encode()) <= LARGEST


def test_a_link_is_called_after_its_article_else_after_its_host() -> None:
    assert words(list(page(digest(CHANGED)).iter("a"))) == [
        "gazette.example",
        "Bridge delayed as ferry contract is extended",
    ]
