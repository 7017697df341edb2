from __future__ import annotations

import pytest

from claimwatch.topics import values


@pytest.mark.parametrize(
    "cron",
    [
        "0 7 * * *",
        "*/15 6-20/2 1,15 JAN-mar sun",
        "59 23 31 12 7",
        "5 0 * 8 *",
        "0 0,12 1 */2 *",
        "1-5/2 * * * mon,wed",
    ],
)
def test_a_cron_line(cron: str) -> None:
    assert values.cron_fault(cron) is None


@pytest.mark.parametrize(
    "cron",
    ["", "@daily", "60 7 * * *", "0 7 0 * *", "0 7 * 13 *", "0 7 * * 8", "*/0 * * * *", "5-1 * * * *", "1-2-3 * * * *",
     "a * * * *", "1, * * * *", "-1 * * * *", "* * * * * *", "٣ * * * *", "*/ * * * *", "fri * * * *"],
)  # fmt: skip
def test_no_cron_line(cron: str) -> None:
    assert values.cron_fault(cron)


@pytest.mark.parametrize("mail", ["a@example.org", "a.b+c@sub.example.org", "ops@localhost", "o'neil@example.org"])
def test_an_address(mail: str) -> None:
    assert values.mail_fault(mail) is None


@pytest.mark.parametrize(
    "mail", ["", "a", "@example.org", "a@", "a b@example.org", "a@b@c", "a@-b.org", "a@b..org", "a@b.org\r"]
)
def test_no_address(mail: str) -> None:
    assert values.mail_fault(mail)


@pytest.mark.parametrize("tag", ["en", "kk", "sr-latn", "zh-Hant-TW", "und"])
def test_a_language(tag: str) -> None:
    assert values.language_fault(tag) is None


@pytest.mark.parametrize("tag", ["", "e", "EN", "english", "en_US", "en-", "ру"])
def test_no_language(tag: str) -> None:
    assert values.language_fault(tag)


@pytest.mark.parametrize("day", ["2027", "2025-12", "2025-12-17", "2027/2029", "2024-02-29"])
def test_a_date(day: str) -> None:
    assert values.date_fault(day) is None


@pytest.mark.parametrize(
    "day", ["", "27", "2025-13", "2025-02-29", "2025-12-17/", "2025/2026/2027", "0000", "2025-1-1"]
)
def test_no_date(day: str) -> None:
    assert values.date_fault(day)
