"""Makes the small GGUF files of tests/fixtures/models: random weights, real structure, under 300 kB each.

Run: python guide/fixtures.py   (needs numpy and gguf). Seeded: the same files every time.
"""

from pathlib import Path

import numpy
from gguf import GGUFReader, GGUFWriter, TokenType

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "models"
CONTEXT = 512
EMBEDDING = 32
FEED_FORWARD = 64
LAYERS = 2
HEADS = 4
# Wide enough that what attention keeps of a full context needs more memory than a page has, while the weights themselves fit.
HUNGRY_CONTEXT = 4096
HUNGRY_KEY = 131_072


def byte_alphabet() -> list[str]:
    """The 256 printable stand-ins that GPT-2's tokenizer uses for bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    extra = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(extra)) for byte in range(256)]


def add_byte_tokenizer(writer: GGUFWriter) -> int:
    letters = byte_alphabet()
    merged = ["th", "he", "in", "er", "an", "re", "on", "at", "en", "nd"]
    tokens = [*letters, *merged, "<|begin|>", "<|end|>"]
    # Random weights would write bytes that are no UTF-8, which ends the engine's request: bytes above ASCII are tokens without text.
    types = [TokenType.NORMAL] * 128 + [TokenType.CONTROL] * 128 + [TokenType.NORMAL] * len(merged) + [TokenType.CONTROL] * 2
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges([f"{pair[0]} {pair[1]}" for pair in merged])
    writer.add_bos_token_id(len(tokens) - 2)
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_add_bos_token(False)
    return len(tokens)


class Weights:
    def __init__(self, writer: GGUFWriter, seed: int) -> None:
        self.writer = writer
        self.random = numpy.random.default_rng(seed)

    def matrix(self, name: str, rows: int, columns: int) -> None:
        values = self.random.normal(0, 0.4, (rows, columns)).astype(numpy.float16)
        self.writer.add_tensor(name, values)

    def vector(self, name: str, size: int, value: float) -> None:
        self.writer.add_tensor(name, numpy.full(size, value, dtype=numpy.float32))


def common(writer: GGUFWriter, name: str) -> None:
    writer.add_name(name)
    writer.add_description("Random weights for tests: it says nothing meaningful.")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(EMBEDDING)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_file_type(1)


def finish(writer: GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def llama(path: Path, seed: int) -> None:
    writer = GGUFWriter(path, "llama")
    common(writer, "Random llama")
    writer.add_license("cc-by-nc-sa-4.0")
    writer.add_organization("Fixture makers")
    writer.add_base_model_count(1)
    writer.add_base_model_name(0, "Pythia 2.8b")
    writer.add_base_model_organization(0, "EleutherAI")
    writer.add_base_model_repo_url(0, "https://huggingface.co/EleutherAI/pythia-2.8b")
    writer.add_dataset_count(1)
    writer.add_dataset_name(0, "databricks-dolly-15k")
    writer.add_dataset_organization(0, "databricks")
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(EMBEDDING // HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    size = add_byte_tokenizer(writer)
    writer.add_vocab_size(size)
    weights = Weights(writer, seed)
    weights.matrix("token_embd.weight", size, EMBEDDING)
    weights.matrix("output.weight", size, EMBEDDING)
    weights.vector("output_norm.weight", EMBEDDING, 1)
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        weights.vector(block + "attn_norm.weight", EMBEDDING, 1)
        weights.vector(block + "ffn_norm.weight", EMBEDDING, 1)
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            weights.matrix(f"{block}{name}.weight", EMBEDDING, EMBEDDING)
        weights.matrix(block + "ffn_gate.weight", FEED_FORWARD, EMBEDDING)
        weights.matrix(block + "ffn_up.weight", FEED_FORWARD, EMBEDDING)
        weights.matrix(block + "ffn_down.weight", EMBEDDING, FEED_FORWARD)
    finish(writer)


def memory_hungry(path: Path) -> None:
    """The beginning of a sound file whose tensors are all zeros: a test appends the zeros, which would be 134 MB here."""
    writer = GGUFWriter(path, "llama")
    writer.add_name("Memory-hungry llama")
    writer.add_description("Zeros for tests: it needs more memory than a page has.")
    writer.add_context_length(HUNGRY_CONTEXT)
    writer.add_embedding_length(EMBEDDING)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_block_count(1)
    writer.add_key_length(HUNGRY_KEY)
    writer.add_value_length(HUNGRY_KEY)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(HUNGRY_KEY)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(1)
    size = add_byte_tokenizer(writer)
    writer.add_vocab_size(size)
    shapes = {
        "token_embd": (size, EMBEDDING),
        **{f"blk.0.attn_{part}": (HEADS * HUNGRY_KEY, EMBEDDING) for part in ("q", "k", "v")},
        "blk.0.attn_output": (EMBEDDING, HEADS * HUNGRY_KEY),
        "blk.0.ffn_gate": (FEED_FORWARD, EMBEDDING),
        "blk.0.ffn_up": (FEED_FORWARD, EMBEDDING),
        "blk.0.ffn_down": (EMBEDDING, FEED_FORWARD),
    }
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", numpy.zeros(shape, dtype=numpy.float16))
    for name in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
        writer.add_tensor(f"{name}.weight", numpy.zeros(EMBEDDING, dtype=numpy.float32))
    finish(writer)
    head = GGUFReader(path).data_offset
    with path.open("r+b") as file:
        file.truncate(head)


def gpt_like(path: Path, architecture: str, seed: int) -> None:
    """GPT-2, GPT-NeoX and GPT-J share these tensors; GPT-2 adds positions."""
    writer = GGUFWriter(path, architecture)
    common(writer, f"Random {architecture}")
    writer.add_license("mit")
    writer.add_layer_norm_eps(1e-5)
    if architecture in ("gptneox", "gptj"):
        writer.add_rope_dimension_count(EMBEDDING // HEADS)
    if architecture == "gptneox":
        writer.add_parallel_residual(True)
    size = add_byte_tokenizer(writer)
    weights = Weights(writer, seed)
    weights.matrix("token_embd.weight", size, EMBEDDING)
    weights.matrix("output.weight", size, EMBEDDING)
    if architecture == "gpt2":
        weights.matrix("position_embd.weight", CONTEXT, EMBEDDING)
    weights.vector("output_norm.weight", EMBEDDING, 1)
    weights.vector("output_norm.bias", EMBEDDING, 0)
    for layer in range(LAYERS):
        block = f"blk.{layer}."
        for norm in ("attn_norm", "ffn_norm"):
            weights.vector(f"{block}{norm}.weight", EMBEDDING, 1)
            weights.vector(f"{block}{norm}.bias", EMBEDDING, 0)
        shapes = {
            "attn_qkv": (3 * EMBEDDING, EMBEDDING),
            "attn_output": (EMBEDDING, EMBEDDING),
            "ffn_up": (FEED_FORWARD, EMBEDDING),
            "ffn_down": (EMBEDDING, FEED_FORWARD),
        }
        for name, (rows, columns) in shapes.items():
            weights.matrix(f"{block}{name}.weight", rows, columns)
            weights.vector(f"{block}{name}.bias", rows, 0)
    finish(writer)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    llama(FOLDER / "llama-random.gguf", seed=1)
    gpt_like(FOLDER / "gptneox-random.gguf", "gptneox", seed=2)
    gpt_like(FOLDER / "gpt2-random.gguf", "gpt2", seed=3)
    gpt_like(FOLDER / "gptj-random.gguf", "gptj", seed=4)
    memory_hungry(FOLDER / "memory-hungry.head")
    whole = (FOLDER / "llama-random.gguf").read_bytes()
    (FOLDER / "truncated.gguf").write_bytes(whole[: len(whole) // 2])
    (FOLDER / "damaged-magic.gguf").write_bytes(b"HTML" + whole[4:4096])
    for file in sorted(FOLDER.iterdir()):
        print(f"{file.stat().st_size:8d}  {file.name}")


if __name__ == "__main__":
    main()
