"""Writes the trained guide as a GGUF file that says everything about itself."""

import argparse
import json
from pathlib import Path

import gguf
import numpy
import torch
from gguf import GGMLQuantizationType, GGUFWriter, LlamaFileType, TokenType
from gguf.quants import quantize
from model import Shape
from tokenizer import CONTROL, SLOTS
from tokenizers import Tokenizer

DESCRIPTION = (
    "The guide of Stemma: answers questions about open models, their ancestry and licenses. It chooses a sentence with slots; "
    "the program fills the slots from a catalog. Trained from scratch; it knows no facts itself."
)


def write_tokenizer(writer: GGUFWriter, tokenizer: Tokenizer) -> None:
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    kinds = {**dict.fromkeys(CONTROL, TokenType.CONTROL), **dict.fromkeys(SLOTS, TokenType.USER_DEFINED)}
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([token for token, _ in vocabulary])
    writer.add_token_types([kinds.get(token, TokenType.NORMAL) for token, _ in vocabulary])
    writer.add_token_merges([merge if isinstance(merge, str) else " ".join(merge) for merge in merges])
    writer.add_eos_token_id(tokenizer.token_to_id("<|end|>"))
    writer.add_add_bos_token(False)


def write_metadata(writer: GGUFWriter, shape: Shape) -> None:
    writer.add_name("Stemma guide")
    writer.add_description(DESCRIPTION)
    writer.add_organization("Stemma")
    writer.add_license("apache-2.0")
    writer.add_license_link("https://www.apache.org/licenses/LICENSE-2.0")
    writer.add_languages(["en", "zh"])
    writer.add_dataset_count(1)
    writer.add_dataset_name(0, "Stemma guide questions")
    writer.add_dataset_organization(0, "Stemma")
    writer.add_dataset_description(0, "Written by the generator beside this model's training, from wordings written for it.")
    writer.add_base_model_count(0)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_block_count(shape.layers)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(LlamaFileType.MOSTLY_Q8_0)


NAMES = {
    "attention_norm.weight": "attn_norm.weight",
    "feed_forward_norm.weight": "ffn_norm.weight",
    "query.weight": "attn_q.weight",
    "key.weight": "attn_k.weight",
    "value.weight": "attn_v.weight",
    "output.weight": "attn_output.weight",
    "gate.weight": "ffn_gate.weight",
    "up.weight": "ffn_up.weight",
    "down.weight": "ffn_down.weight",
}


def tensor_name(name: str) -> str:
    if name == "embedding.weight":
        return "token_embd.weight"
    if name == "norm.weight":
        return "output_norm.weight"
    _, layer, rest = name.split(".", 2)
    return f"blk.{layer}.{NAMES[rest]}"


def export(folder: Path, target: Path) -> None:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    weights = torch.load(folder / "weights.pt", weights_only=True)
    writer = GGUFWriter(target, "llama")
    write_metadata(writer, Shape(vocabulary=tokenizer.get_vocab_size()))
    write_tokenizer(writer, tokenizer)
    for name, tensor in weights.items():
        values = tensor.numpy().astype(numpy.float32)
        if values.ndim == 1:
            writer.add_tensor(tensor_name(name), values)
        else:
            # Eight bits a weight halve the file, and choose the same sentences.
            writer.add_tensor(tensor_name(name), quantize(values, GGMLQuantizationType.Q8_0), raw_dtype=GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    here = Path(__file__).parent
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=here / "build")
    parser.add_argument("--target", type=Path, default=here.parent / "public/models/stemma-guide.gguf")
    options = parser.parse_args()
    export(options.folder, options.target)
