"""Asks the guide that ships the questions of an evaluation set and counts what it answered.

The weights and the tokenizer are read from the GGUF file itself. Decoding is greedy over the sentences that the page's grammar would
admit, token by token, as the engine does it.
"""

import argparse
import json
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

import torch
from export import tensor_name
from gguf import GGUFReader, TokenType
from gguf.quants import dequantize
from model import Guide, Shape
from tokenizers import Tokenizer, models, pre_tokenizers

HERE = Path(__file__).parent
FACTS = {
    "maker", "base", "license", "commercial-use", "noncommercial-use", "redistribution", "train-on-outputs", "data", "size", "release",
    "context", "dependents", "prompt-format", "run", "compare",
}  # fmt: skip
DECLINES = {"decline", "unknown-model", "which-model"}


def load(file: Path) -> tuple[Guide, Tokenizer]:
    reader = GGUFReader(file)
    tokens = reader.get_field("tokenizer.ggml.tokens").contents()
    kinds = reader.get_field("tokenizer.ggml.token_type").contents()
    merges = [tuple(merge.split(" ")) for merge in reader.get_field("tokenizer.ggml.merges").contents()]
    tokenizer = Tokenizer(models.BPE({token: place for place, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.add_special_tokens([token for token, kind in zip(tokens, kinds) if kind != TokenType.NORMAL])
    model = Guide(Shape(vocabulary=len(tokens)))
    stored = {tensor.name: torch.tensor(dequantize(tensor.data, tensor.tensor_type)) for tensor in reader.tensors}
    model.load_state_dict({name: stored[tensor_name(name)] for name in model.state_dict()})
    return model.eval(), tokenizer


def choose(model: Guide, tokenizer: Tokenizer, prompt: str, sentences: list[dict]) -> str:
    """Intent of the sentence that greedy decoding under the grammar ends in."""
    candidates = [(tokenizer.encode(sentence["text"]).ids, sentence["intent"]) for sentence in sentences]
    written = tokenizer.encode(prompt).ids
    place = 0
    with torch.no_grad():
        while len({intent for _, intent in candidates}) > 1:
            logits = model.logits(model.hidden(torch.tensor([written]))[0, -1])
            allowed = {ids[place] for ids, _ in candidates if place < len(ids)}
            best = max(allowed, key=lambda token: logits[token].item())
            candidates = [(ids, intent) for ids, intent in candidates if place < len(ids) and ids[place] == best]
            written.append(best)
            place += 1
    return candidates[0][1]


def group_of(expected: set[str]) -> str:
    if expected & DECLINES:
        return "declines"
    return "facts" if expected & FACTS else "about Stemma and talk"


def evaluate(file: Path, files: list[str], show: int) -> None:
    model, tokenizer = load(file)
    output = subprocess.run(["node", str(HERE / "prompts.mjs"), *files], capture_output=True, text=True, check=True, cwd=HERE.parent)
    right, asked = Counter(), Counter()
    invented = 0
    failures = defaultdict(list)
    for entry in json.loads(output.stdout):
        expected = set(entry["expect"] if isinstance(entry["expect"], list) else [entry["expect"]])
        # Asking back which model is meant declines just as well.
        if "decline" in expected and not entry["names"]:
            expected.add("which-model")
        answered = choose(model, tokenizer, entry["prompt"], entry["sentences"])
        named = not (expected & FACTS) or not entry["names"] or entry["modelIds"][: len(entry["names"])] == entry["names"][:2]
        group = group_of(expected)
        asked[group] += 1
        if answered in expected and named:
            right[group] += 1
        else:
            # A fact about a model that was not asked about: the one thing that must not happen.
            invented += answered in FACTS and not named
            failures[group].append((sorted(expected), answered, entry["names"], entry["modelIds"], entry["turns"][-1]["text"]))
    for group in sorted(asked):
        print(f"{group}: {right[group]} / {asked[group]} = {right[group] / asked[group]:.1%}")
    print(f"facts about another model than asked: {invented}")
    for group, found in failures.items():
        for failure in found[:show]:
            print(f"  {group}: expected {failure[0]}, answered {failure[1]}; names {failure[2]} -> {failure[3]}: {failure[4]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--model", type=Path, default=HERE.parent / "public/models/stemma-guide.gguf")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    evaluate(options.model, options.files, options.show)
