"""Writes the questions and answers that the guide is trained on. Names of models never occur: only the marks that take their place."""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from wordings import Wordings

SENTENCES = json.loads((Path(__file__).parent.parent / "src/catalog/guide/sentences.json").read_text(encoding="utf-8"))
LANGUAGES = {"en": ("en", "<|english|>"), "zh": ("zh-Hans", "<|chinese|>")}
# How often an intent is asked; one by default. What lies outside is wider than anything inside.
WEIGHTS = {
    "decline": 7.0, "unknown-model": 1.6, "commercial-use": 1.6, "license": 1.6, "base": 1.5, "compare": 1.5, "which-model": 0.9, "dependents": 1.2,
    "about-stemma": 1.3, "connect-llama-cpp": 1.1, "connect-ollama": 1.2, "connect-vllm": 1.2, "connect-hugging-face": 1.1, "about-guide": 1.4, "small-talk": 1.0, "greeting": 0.4, "thanks": 0.5, "goodbye": 0.4,
}  # fmt: skip
FOLLOW_UP_WEIGHT = 0.35
# What a model is called when its name was said before, and when it never was.
IT = {"en": ["it", "it", "that model", "this model", "that", "this one", "this", "that one"], "zh": ["它", "它", "这个模型", "这个", "那个模型", "该模型"]}

BEFORE = {
    "en": ["hi, ", "hello! ", "please ", "pls ", "ok so ", "quick question: ", "hey, ", "um ", "just wondering, ", "sorry, ", "question: ", "so ", "well, ", "and ", "excuse me, ", "dear guide, ", "i am new to this: ", "for a report: ", "for my notes, ", "short answer please: ", "serious question, ", "another one: ", "next question: ", "ok, ", "one more thing, ", "my colleague asks: ", "a friend asked me: ", "i was wondering, ", "help me out: ", "i read about it yesterday. ", "not sure if you know, but ", "in simple words, ", "actually, ", "tell me, ", "i can't find it anywhere: "],
    "zh": ["你好，", "请问", "问一下，", "那个，", "想请教一下，", "请问一下，", "嗨，", "对了，", "麻烦问下", "我想问", "小白求问，", "打扰了，", "再问一个，", "另外，", "还有个问题，", "帮我看看，", "同事让我问，", "写报告用，", "有个问题：", "话说，", "好奇问一下，", "有人知道吗，", "查了半天没查到，", "简单说，", "诶，", "老师好，"],
}
AFTER = {
    "en": [" please", " thanks", " pls", ", please?", " thx", " exactly", " in short", " really", " btw", " asap", " for me", " now", ", i need it for a report", ", i can't find it", ", just curious", " in your opinion", ", quick answer", " today", ", do you know", ", any idea", " i wonder", " again"],
    "zh": ["，谢谢", "，急", "？谢谢", "，求解答", "啊", "呀", "呢", "，简单说说", "，在线等", "哈", "，想了解一下", "，你知道吗", "，急用", "，说一下", "来着", "，求告知", "啦"],
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


# Words that people write in their own way; any other Latin word may be capitalised as well.
SPELLINGS = {
    "vllm": ["vLLM", "VLLM", "Vllm"], "ollama": ["Ollama", "OLLAMA", "ollama"], "llama.cpp": ["Llama.cpp", "llama.cpp", "LLaMA.cpp"],
    "hf": ["HF"], "huggingface": ["HuggingFace", "Huggingface"], "hugging": ["Hugging"], "face": ["Face"], "stemma": ["Stemma", "STEMMA"],
    "gguf": ["GGUF"], "gpu": ["GPU"], "chatgpt": ["ChatGPT"], "mit": ["MIT"], "apache": ["Apache"], "llama": ["Llama", "LLaMA"],
    "openai": ["OpenAI"], "meta": ["Meta"], "google": ["Google"], "i": ["I"], "rlhf": ["RLHF"], "mmlu": ["MMLU"], "ceo": ["CEO"],
}  # fmt: skip
LATIN = re.compile(r"(?<![{A-Za-z0-9_])(?:[a-z][a-z.]*[a-z]|i)(?![A-Za-z0-9_}])")


def respell(text: str, rng: random.Random) -> str:
    """Capitals where people put them: in names, or in any word."""
    if rng.random() < 0.45:
        return text
    general = rng.random() < 0.12

    def written(found: re.Match) -> str:
        word = found.group()
        if word in SPELLINGS:
            return rng.choice(SPELLINGS[word]) if rng.random() < 0.85 else word
        if not general or rng.random() < 0.4:
            return word
        return word.upper() if rng.random() < 0.3 else word.capitalize()

    return LATIN.sub(written, text)


def roughen(text: str, language: str, rng: random.Random) -> str:
    """The question as somebody in a hurry types it."""
    if rng.random() < 0.15:
        text = rng.choice(BEFORE[language]) + text
    if rng.random() < 0.1:
        text += rng.choice(AFTER[language])
    text += rng.choice(END[language])
    text = respell(text, rng)
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
        self.wordings = {language: Wordings(language) for language in LANGUAGES}

    def wording(self, language: str) -> str:
        """What kind of question comes next: an intent, or an intent that leans on a name said before."""
        intents = list(self.wordings[language].whole)
        return self.rng.choices(intents, [self.weight(intent) for intent in intents])[0]

    @staticmethod
    def weight(intent: str) -> float:
        base = intent.removesuffix(".follow-up")
        return WEIGHTS.get(base, 1.0) * (FOLLOW_UP_WEIGHT if base != intent else 1.0)

    def question(self, language: str, kind: str) -> str:
        """A question of a kind, with places for names."""
        rng = self.rng
        wordings = self.wordings[language]
        if kind == "unknown-model" and rng.random() < 0.7:
            # Whatever may be asked about a model may be asked about one without a card.
            asked = wordings.question(rng.choice(wordings.facts), rng).replace("{name2}", "{name}")
            return asked.replace("{name}", "{unknown}")
        if kind == "which-model" and rng.random() < 0.7:
            fact = rng.choice(wordings.facts)
            asked = wordings.question(f"{fact}.follow-up" if rng.random() < 0.5 else fact, rng)
            return asked.replace("{name2}", rng.choice(IT[language])).replace("{name}", rng.choice(IT[language]))
        if kind.endswith(".follow-up") and kind != "compare.follow-up" and rng.random() < 0.25:
            asked = wordings.question(kind.removesuffix(".follow-up"), rng)
            if "{name2}" not in asked:
                return asked.replace("{name}", rng.choice(IT[language]))
        if kind == "compare" and rng.random() < 0.25:
            return wordings.comparison(rng)
        return wordings.question(kind, rng)

    def next(self) -> Example:
        rng = self.rng
        language = rng.choice(list(LANGUAGES))
        kind = self.wording(language)
        question = roughen(self.question(language, kind), language, rng)
        intent = kind.removesuffix(".follow-up")
        name, mark = LANGUAGES[language]
        variants = SENTENCES[name][intent]
        has_name = "<|name|>" in question
        if intent == "unknown-model":
            variant = "beside" if has_name else "alone"
        else:
            variant = rng.choice(list(variants))
        general = list(variants) == ["always"]
        follows = kind != intent and not has_name
        carried = follows or (general and intent != "which-model" and "<|" not in question and rng.random() < 0.3)
        if kind == "compare.follow-up" and has_name:
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
