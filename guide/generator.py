"""Writes the questions and answers that the guide is trained on. Names of models never occur: only the marks that take their place."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

from wordings import expand, read_wordings, variety

SENTENCES = json.loads((Path(__file__).parent.parent / "src/catalog/guide/sentences.json").read_text(encoding="utf-8"))
LANGUAGES = {"en": ("en", "<|english|>"), "zh": ("zh-Hans", "<|chinese|>")}
# How often an intent is asked; one by default. What lies outside is wider than anything inside.
WEIGHTS = {"decline": 6.0, "unknown-model": 2.0, "commercial-use": 1.5, "license": 1.5, "base": 1.5, "compare": 1.5, "which-model": 0.6}
FOLLOW_UP_WEIGHT = 0.35

BEFORE = {
    "en": ["hi, ", "hello! ", "please ", "pls ", "ok so ", "quick question: ", "hey, ", "um ", "just wondering, ", "sorry, ", "question: ", "so ", "well, ", "and ", "excuse me, ", "dear guide, "],
    "zh": ["你好，", "请问", "问一下，", "那个，", "想请教一下，", "请问一下，", "嗨，", "对了，", "麻烦问下", "我想问", "小白求问，", "打扰了，"],
}
AFTER = {
    "en": [" please", " thanks", " pls", ", please?", " thx", " exactly", " in short", " really", " btw", " asap", " for me", " now"],
    "zh": ["，谢谢", "，急", "？谢谢", "，求解答", "啊", "呀", "呢", "，简单说说", "，在线等", "哈"],
}
END = {"en": ["?", "?", "", "", ".", "??", "!", " ?"], "zh": ["？", "？", "", "", "。", "?", "！", "？？"]}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Example:
    language: str
    intent: str
    prompt: str
    answer: str


def typo(word: str, rng: random.Random) -> str:
    """One slip of the fingers."""
    at = rng.randrange(len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + rng.choice(LETTERS) + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def roughen(text: str, language: str, rng: random.Random) -> str:
    """The question as somebody in a hurry types it."""
    if rng.random() < 0.12:
        text = rng.choice(BEFORE[language]) + text
    if rng.random() < 0.08:
        text += rng.choice(AFTER[language])
    text += rng.choice(END[language])
    if language == "en":
        style = rng.random()
        if style < 0.35:
            text = text[:1].upper() + text[1:]
        elif style < 0.38:
            text = text.upper()
        words = text.split(" ")
        for place, word in enumerate(words):
            if len(word) > 3 and "{" not in word and rng.random() < 0.035:
                words[place] = typo(word, rng)
            elif len(word) < 4 and "{" not in word and rng.random() < 0.02:
                words[place] = ""
        text = " ".join(word for word in words if word)
    else:
        if rng.random() < 0.4:
            for place in ("{name}", "{name2}", "{unknown}"):
                text = text.replace(place, f" {place} ")
        if rng.random() < 0.05 and len(text) > 6 and "{" not in text:
            at = rng.randrange(len(text))
            text = text[:at] + text[at + 1 :]
    text = " ".join(text.split())
    return text.replace("{name}", "<|name|>").replace("{NAME}", "<|name|>").replace("{name2}", "<|name2|>").replace("{NAME2}", "<|name2|>").replace("{unknown}", "<|unknown|>").replace("{UNKNOWN}", "<|unknown|>")


class Generator:
    """An endless, repeatable stream of examples."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.tables = {}
        for language in LANGUAGES:
            wordings = read_wordings(language)
            intents = list(wordings)
            weights = [self.weight(intent) for intent in intents]
            lines = {intent: (found, [variety(line) ** 0.4 for line in found]) for intent, found in wordings.items()}
            self.tables[language] = (intents, weights, lines)

    @staticmethod
    def weight(intent: str) -> float:
        base = intent.removesuffix(".follow-up")
        return WEIGHTS.get(base, 1.0) * (FOLLOW_UP_WEIGHT if base != intent else 1.0)

    def next(self) -> Example:
        rng = self.rng
        language = rng.choice(list(LANGUAGES))
        intents, weights, lines = self.tables[language]
        wording = rng.choices(intents, weights)[0]
        found, shares = lines[wording]
        question = roughen(expand(rng.choices(found, shares)[0], rng), language, rng)
        intent = wording.removesuffix(".follow-up")
        name, mark = LANGUAGES[language]
        variants = SENTENCES[name][intent]
        has_name = "<|name|>" in question
        if intent == "unknown-model":
            variant = "beside" if has_name else "alone"
        else:
            variant = rng.choice(list(variants))
        general = list(variants) == ["always"]
        follows = wording != intent and not has_name
        carried = follows or (general and intent != "which-model" and "<|" not in question and rng.random() < 0.3)
        if wording != intent and has_name:
            # "compare it with X": the first name was said before, and this is the second.
            question = question.replace("<|name|>", "<|name2|>")
            carried = True
        prompt = f"{mark}{'<|carried|>' if carried else ''}<|question|>{question}<|answer|>"
        return Example(language, intent, prompt, variants[variant])


if __name__ == "__main__":
    generator = Generator(1)
    for _ in range(60):
        example = generator.next()
        print(example.intent, "|", example.prompt)
