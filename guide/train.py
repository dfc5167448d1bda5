"""Trains the guide. Run through retrain.py; needs only the packages of requirements.txt. Seeded and repeatable."""

import argparse
import math
import random
import time
from pathlib import Path

import torch
from generator import Generator
from model import Guide, Shape
from tokenizer import train_tokenizer
from torch.nn import functional

SEED = 20_261_124
BATCH = 64
PEAK_RATE = 3e-3
DROP = 0.1
# Chance that a merge is left out while training: the same word is then seen in other pieces, as a typo would cut it.
MERGE_DROP = 0.1
# Which sentence it is stands in its first tokens; the rest is learned from a few whole ones.
FIRST_TOKENS = 10
WHOLE_SHARE = 0.12


def batches(tokenizer, seed: int):
    """Endless batches of examples of about the same length, as (tokens, whether a token is to be predicted)."""
    generator = Generator(seed)
    rng = random.Random(seed)
    end = tokenizer.token_to_id("<|end|>")
    while True:
        examples = [generator.next() for _ in range(BATCH * 16)]
        tokenizer.model.dropout = MERGE_DROP
        prompts = tokenizer.encode_batch([example.prompt for example in examples])
        tokenizer.model.dropout = None
        answers = tokenizer.encode_batch([example.answer for example in examples])
        rows = []
        for prompt, answer in zip(prompts, answers):
            told = [*answer.ids, end]
            if rng.random() > WHOLE_SHARE:
                told = told[:FIRST_TOKENS]
            rows.append((prompt.ids, told))
        rows.sort(key=lambda row: len(row[0]) + len(row[1]))
        groups = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]
        rng.shuffle(groups)
        for group in groups:
            length = max(len(prompt) + len(told) for prompt, told in group)
            tokens = torch.full((len(group), length), end)
            wanted = torch.zeros((len(group), length), dtype=torch.bool)
            for place, (prompt, told) in enumerate(group):
                tokens[place, : len(prompt) + len(told)] = torch.tensor([*prompt, *told])
                wanted[place, len(prompt) : len(prompt) + len(told)] = True
            yield tokens, wanted


def train(steps: int, folder: Path) -> None:
    torch.manual_seed(SEED)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = train_tokenizer(SEED)
    tokenizer.save(str(folder / "tokenizer.json"))
    model = Guide(Shape(vocabulary=tokenizer.get_vocab_size()))
    print(f"{sum(parameter.numel() for parameter in model.parameters())} parameters")
    optimizer = torch.optim.AdamW(model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.05)
    warm = max(1, steps // 25)
    began = time.monotonic()
    model.train()
    for step, (tokens, wanted) in zip(range(steps), batches(tokenizer, SEED + 1)):
        rate = PEAK_RATE * min(1, (step + 1) / warm) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        hidden = model.hidden(tokens[:, :-1], DROP)
        told = wanted[:, 1:]
        loss = functional.cross_entropy(model.logits(hidden[told]), tokens[:, 1:][told])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 200 == 0 or step == steps - 1:
            print(f"step {step}: loss {loss.item():.4f}, {time.monotonic() - began:.0f} s", flush=True)
            torch.save(model.state_dict(), folder / "weights.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options.steps, options.folder)
