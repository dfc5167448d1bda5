"""Makes the guide again: trains, exports and evaluates. One command: python guide/retrain.py"""

from pathlib import Path

import torch
from evaluate import evaluate
from export import export
from train import train

HERE = Path(__file__).parent
STEPS = 5000

if __name__ == "__main__":
    torch.set_num_threads(2)
    train(STEPS, HERE / "build")
    export(HERE / "build", HERE.parent / "public/models/stemma-guide.gguf")
    for language in ("en", "zh", "en-final", "zh-final"):
        print(language)
        evaluate(HERE / "build", [f"guide/evaluation/{language}.json"], 0)
