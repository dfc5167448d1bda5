"""Makes the guide again: trains, exports and evaluates. One command: python guide/retrain.py"""

from pathlib import Path

import torch
from evaluate import evaluate
from export import export
from train import train

HERE = Path(__file__).parent
STEPS = 7000

if __name__ == "__main__":
    torch.set_num_threads(2)
    train(STEPS, HERE / "build")
    shipped = HERE.parent / "public/models/stemma-guide.gguf"
    export(HERE / "build", shipped)
    for questions in sorted((HERE / "evaluation").glob("*.json")):
        print(questions.stem)
        evaluate(shipped, [str(questions)], 0)
