"""Reads the wordings: how people may ask, by language and intent.

`<language>.txt` holds whole questions. A line is a wording with alternatives in parentheses, "(who|what) are you", and with places:
{name}, {name2} and {unknown} for models, {topic} and {task} for what `<language>-lists.txt` lists. `<language>-keys.txt` says by which
words a thing is called ("key:") or done ("do:"), and `<language>-frames.txt` how a question about any such word may go: a word met in
one frame is then understood in all of them. Each line is expanded by choosing at random, so one line stands for many questions.
"""

import random
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "wordings"
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def expand(line: str, rng: random.Random) -> str:
    """Chooses one alternative everywhere; inner parentheses first."""
    while (found := CHOICE.search(line)) is not None:
        line = line[: found.start()] + rng.choice(found.group(1).split("|")) + line[found.end() :]
    return " ".join(line.split())


def variety(line: str) -> int:
    """How many questions a line stands for."""
    count = 1
    for found in CHOICE.finditer(line):
        count *= len(found.group(1).split("|"))
    return count


def sections(file: str) -> dict[str, list[str]]:
    """Lines by the heading ("# license") that they stand under; a heading may come again."""
    found: dict[str, list[str]] = {}
    heading = None
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading = line[2:].strip()
        elif line.strip():
            found.setdefault(heading, []).append(line.strip())
    return found


class Choices:
    """Lines to choose from; one that stands for more questions is chosen more often, but not in proportion."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.shares = [variety(line) ** 0.35 for line in lines]

    def next(self, rng: random.Random) -> str:
        return expand(rng.choices(self.lines, self.shares)[0], rng)


class Wordings:
    """Everything that may be asked in a language."""

    def __init__(self, language: str) -> None:
        self.whole = {intent: Choices(lines) for intent, lines in sections(f"{language}.txt").items()}
        self.frames = {kind: Choices(lines) for kind, lines in sections(f"{language}-frames.txt").items()}
        keys = sections(f"{language}-keys.txt")
        pick = lambda lines, kind: [line.split(": ", 1)[1] for line in lines if line.startswith(f"{kind}: ")]  # noqa: E731
        self.keys = {intent: Choices(pick(lines, "key")) for intent, lines in keys.items()}
        self.doings = {intent: Choices(pick(lines, "do")) for intent, lines in keys.items() if pick(lines, "do")}
        self.lists = {kind: [part.strip() for line in lines for part in line.split(";") if part.strip()] for kind, lines in sections(f"{language}-lists.txt").items()}
        self.facts = [intent for intent in keys if intent != "decline"]

    def question(self, intent: str, rng: random.Random) -> str:
        """A question of an intent, with places for names; intents that lean on an earlier name end in ".follow-up"."""
        base, _, follows = intent.partition(".")
        chance = rng.random()
        framed = base in self.keys and not (intent == "decline" and chance < 0.75)
        if not framed or chance < 0.5:
            if intent not in self.whole:
                return self.framed(base, follows, rng)
            return self.listed(self.whole[intent].next(rng), rng)
        return self.framed(base, follows, rng)

    def framed(self, base: str, follows: str, rng: random.Random) -> str:
        if base in self.doings and rng.random() < 0.7:
            return self.frames["do"].next(rng).replace("{do}", self.doings[base].next(rng))
        frame = self.frames["key.follow-up" if follows else "key"].next(rng)
        return frame.replace("{key}", self.keys[base].next(rng))

    def comparison(self, rng: random.Random) -> str:
        """One thing of two models."""
        return self.frames["key.compare"].next(rng).replace("{key}", self.keys[rng.choice(self.facts)].next(rng))

    def listed(self, question: str, rng: random.Random) -> str:
        for kind, entries in self.lists.items():
            if f"{{{kind}}}" in question:
                question = question.replace(f"{{{kind}}}", rng.choice(entries))
        return question
