"""The guide's tokenizer: byte-level BPE as GPT-2's, learned from the generator's text, with one token for each mark."""

import re

from generator import SENTENCES, Generator
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

SIZE = 3072
TEXTS = 60_000
# Marks of the prompt: the engine never shows them. Slots stand in the answer and must come out as text.
CONTROL = ["<|end|>", "<|english|>", "<|chinese|>", "<|carried|>", "<|question|>", "<|answer|>"]
SLOTS = sorted({slot for language in SENTENCES.values() for variants in language.values() for text in variants.values() for slot in re.findall(r"<\|[a-z0-9-]+\|>", text)})


def train_tokenizer(seed: int) -> Tokenizer:
    generator = Generator(seed)
    texts = [re.sub(r"<\|[a-z0-9-]+\|>", " ", generator.next().prompt) for _ in range(TEXTS)]
    answers = [re.sub(r"<\|[a-z0-9-]+\|>", " ", text) for language in SENTENCES.values() for variants in language.values() for text in variants.values()]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE - len(CONTROL) - len(SLOTS), initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(texts + answers * 40, trainer)
    tokenizer.add_special_tokens([*CONTROL, *SLOTS])
    return tokenizer
