"""From a speaker's phrase to a Speaker: the person with role and organisation, pronouns and short forms resolved.

What has been said so far in the article is kept in a `Cast`, which grows sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimwatch.records import Entity, Speaker
from extractors.claims.lemmas import grammar
from extractors.claims.names import Named
from extractors.claims.speech import PRONOUNS, Attribution, Sentence
from extractors.claims.wordlists import wordlist
from extractors.claims.words import Word

_IN = re.compile(r"^(?:в|во|на|у)\s+", re.IGNORECASE)
_LONGEST_ROLE = 90
_FARTHEST_APART = 2
"""Words that may stand between two words of a role: "senior Kazakh military official"."""


@dataclass(slots=True)
class Cast:
    """Who has been named in the article so far."""

    people: dict[str, Entity] = field(default_factory=dict)
    """By key, each with its fullest name."""
    by_role: dict[str, set[str]] = field(default_factory=dict)
    """The names of those who were called by a role (its last word's dictionary form)."""
    speakers: dict[str, Speaker] = field(default_factory=dict)
    """By name, with all that is known of them."""
    last: Speaker | None = None

    def meet(self, named: Sequence[Named]) -> tuple[Named, ...]:
        """The same names with short forms made full, and kinds known from the full form."""
        return tuple(replace(each, entity=self._full(each.entity)) for each in named)

    def _full(self, entity: Entity) -> Entity:
        before = self.people.get(entity.key)
        if entity.kind == "person" and (before is None or len(before.name.split()) < len(entity.name.split())):
            self.people[entity.key] = entity
            return entity
        return before or entity

    def hear(self, sentence: Sentence, found: Attribution) -> Speaker:
        """Who an attribution means; remembered as the last speaker."""
        spoken = self._resolved(_phrase(sentence, found.who))
        if found.via is not None:
            spoken = replace(spoken, cited_by=str(_phrase(sentence, found.via)))
        self.last = spoken
        return spoken

    def _resolved(self, spoken: Speaker) -> Speaker:
        if spoken.name:
            return self._remembered(spoken)
        role = (spoken.role or "").lower()
        if role in PRONOUNS:
            return self.last or self._only_one() or spoken
        names = self.by_role.get(_head(role), set())
        return self.speakers[next(iter(names))] if len(names) == 1 else spoken

    def _only_one(self) -> Speaker | None:
        """The one person of the article so far, where there is just one."""
        if len(self.people) != 1:
            return None
        (person,) = self.people.values()
        return Speaker(person.name, key=person.key)

    def _remembered(self, spoken: Speaker) -> Speaker:
        name = spoken.name or ""
        before = self.speakers.get(name)
        if before is not None:
            spoken = replace(
                spoken, role=spoken.role or before.role, organisation=spoken.organisation or before.organisation
            )
        self.speakers[name] = spoken
        if spoken.role:
            self.by_role.setdefault(_head(spoken.role.lower()), set()).add(name)
        return spoken


def _head(role: str) -> str:
    """The word of a role by which it is taken up again: "the minister" for "deputy defence minister"."""
    found = re.findall(r"[\w-]+", role)
    return found[-1] if found else ""


def _phrase(sentence: Sentence, who: tuple[int, int]) -> Speaker:
    """A speaker's phrase as it stands."""
    inside = [each for each in sentence.named if who[0] <= each.start < who[1]]
    person = next((each for each in inside if each.entity.kind == "person"), None)
    bodies = [each for each in inside if each.entity.kind != "person" and _is_body(each, who)]
    roles = _roles(sentence, who, inside)
    role = _nominative(sentence, roles)
    if person is not None:
        body = next((each.entity.name for each in bodies if each.entity.kind != "place"), None)
        return Speaker(person.entity.name, role, body or (bodies[0].entity.name if bodies else None), person.entity.key)
    if bodies and not roles:
        chosen = next((each for each in bodies if each.entity.kind != "place"), bodies[0])
        return Speaker(chosen.entity.name, key=chosen.entity.key)
    pronoun = next(
        (word.text for word in sentence.words if who[0] <= word.start < who[1] and word.text.lower() in PRONOUNS), None
    )
    if pronoun is not None:
        return Speaker(None, pronoun)
    text = _IN.sub("", sentence.text[who[0] : who[1]].strip()).strip(' ,.—–-«»“”"')
    return Speaker(None, role or text[:_LONGEST_ROLE], bodies[0].entity.name if bodies else None)


def _is_body(named: Named, who: tuple[int, int]) -> bool:
    """Whether a name can speak: no adjective of a country, unless the country is all there is."""
    if named.entity.kind != "place":
        return True
    return named.entity.name[:1].isupper() and who[1] - named.end <= 2


def _is_addressed(word: Word, language: str) -> bool:
    """Whether a Russian role word stands in the dative: "told the journalists"."""
    return language == "ru" and word.lemma != word.text.lower() and "datv" in grammar(word.text).marks


def _nominative(sentence: Sentence, roles: Sequence[Word]) -> str | None:
    """Role words as a role; a Russian one that stands alone in its dictionary form."""
    if not roles:
        return None
    if len(roles) == 1 and sentence.language == "ru":
        return roles[0].lemma
    return sentence.text[roles[0].start : roles[-1].end]


def _roles(sentence: Sentence, who: tuple[int, int], inside: Sequence[Named]) -> list[Word]:
    """From the first role word of a phrase, or its modifier, to the last one near it.

    Names are left out, and those who are only spoken to.
    """
    taken = [(each.start, each.end) for each in inside if each.entity.kind == "person"]
    run: list[Word] = []
    gap = 0
    for word in sentence.words:
        if not who[0] <= word.start < who[1] or any(low <= word.start < high for low, high in taken):
            gap += bool(run)
        elif _is_role(word, sentence.language):
            run.append(word)
            gap = 0
        else:
            gap += bool(run)
        if gap > _FARTHEST_APART:
            break
    return run if any(word.lemma in wordlist("roles") for word in run) else []


def _is_role(word: Word, language: str) -> bool:
    if word.lemma in wordlist("role_modifiers"):
        return True
    return word.lemma in wordlist("roles") and not _is_addressed(word, language)
