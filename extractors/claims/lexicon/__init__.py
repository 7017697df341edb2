"""The concepts of the news, each with its English and its Russian words: tables only, no code.

A claim is compared by concept, never by word, so two languages (and two wordings of one language) meet here and
nowhere else. One file holds one domain; to add a concept, add a line; to add a domain, add a file.

The format is UTF-8 text with tabs. The first line is ``# id<TAB>en<TAB>ru<TAB>relations``, every other line one
concept, sorted by id:

``id``
    An English headword in lower case, unique over all files. A phrase is joined by hyphens (``air-force``); a meaning
    among several is named after its headword (``charge-fee``, ``charge-accusation``).
``en``, ``ru``
    The words of the concept in either language, separated by a comma and a blank; never empty. A word is written as
    the lemmatisers yield it (simplemma for English, pymorphy3 for Russian, with ``ё`` written ``е``), because text is
    looked up by lemma. A phrase is the sequence of its lemmas (``сырьевой база``) and is matched before single words.
    Where one lemma belongs to two concepts, each of the two carries its part of speech in brackets:
    ``[n]`` noun, ``[v]`` verb, ``[a]`` adjective, ``[r]`` adverb.
``relations``
    Empty, or ``name=id`` pairs separated by a semicolon and a blank. ``antonym`` names the concept that contradicts
    this one (``antonym=fall``), ``is`` the wider one (``is=change``).

What goes together: the verb and the noun of one act, aspect pairs, reflexives, relational adjectives, and the
synonyms a reporter would swap. What stays apart: whatever a reader would tell apart (a ban and a suspension, a
minister and a deputy).
"""
