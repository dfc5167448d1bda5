"""A small model of the architecture that llama.cpp calls "llama", with its input and output embedding shared."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    width: int = 160
    layers: int = 4
    heads: int = 5
    feed_forward: int = 416
    context: int = 512
    epsilon: float = 1e-5
    rope_base: float = 10_000.0


class Norm(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(shape.width))
        self.epsilon = shape.epsilon

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.rms_norm(x, (x.shape[-1],), self.weight, self.epsilon)


def rotations(shape: Shape) -> tuple[torch.Tensor, torch.Tensor]:
    size = shape.width // shape.heads
    frequencies = shape.rope_base ** (-torch.arange(0, size, 2).float() / size)
    angles = torch.outer(torch.arange(shape.context).float(), frequencies)
    return angles.cos(), angles.sin()


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    """Rotates neighbours, as the architecture does in GGUF files (and unlike other toolkits, which rotate halves)."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attention_norm = Norm(shape)
        self.feed_forward_norm = Norm(shape)
        self.query, self.key, self.value, self.output = (nn.Linear(shape.width, shape.width, bias=False) for _ in range(4))
        self.gate = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.up = nn.Linear(shape.width, shape.feed_forward, bias=False)
        self.down = nn.Linear(shape.feed_forward, shape.width, bias=False)

    def forward(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, drop: float) -> torch.Tensor:
        batch, length, width = x.shape
        normed = self.attention_norm(x)
        query, key, value = (
            part(normed).view(batch, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(rotate(query, cos, sin), rotate(key, cos, sin), value, is_causal=True)
        x = x + functional.dropout(self.output(mixed.transpose(1, 2).reshape(batch, length, width)), drop, self.training)
        normed = self.feed_forward_norm(x)
        return x + functional.dropout(self.down(functional.silu(self.gate(normed)) * self.up(normed)), drop, self.training)


class Guide(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = Norm(shape)
        cos, sin = rotations(shape)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.04)

    def hidden(self, tokens: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        length = tokens.shape[1]
        x = functional.dropout(self.embedding(tokens), drop, self.training)
        for block in self.blocks:
            x = block(x, self.cos[:length], self.sin[:length], drop)
        return self.norm(x)

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        return hidden @ self.embedding.weight.T
