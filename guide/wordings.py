"""Reads the wordings: how people may ask, by language and intent.

A line is a wording with alternatives in parentheses, "(who|what) are you", and with places for names: {name}, {name2} and {unknown}.
Each line is expanded by choosing at random, so a line that has many alternatives stands for many questions.
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


def read_wordings(language: str) -> dict[str, list[str]]:
    """Lines by intent; "<intent>.follow-up" holds those that lean on a name said before."""
    wordings: dict[str, list[str]] = {}
    intent = None
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            intent = line[2:].strip()
        elif line.strip():
            wordings.setdefault(intent, []).append(line.strip())
    for path in sorted((FOLDER / language).glob("*.txt")):
        wordings.setdefault(path.stem, []).extend(line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return wordings
