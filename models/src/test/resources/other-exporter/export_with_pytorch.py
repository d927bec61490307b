"""Writes pytorch/1/{model.onnx,model.json,expected.csv}: a small network, trained and exported by PyTorch, with names,
output shapes and a feature order that are not those of Presage's own trainer, and with a confidence output.

Run it from the repository's root, with PyTorch 1.13 or newer (Debian 12: apt install python3-torch):

    python3 models/src/test/resources/other-exporter/export_with_pytorch.py

It learns from 2015 and is validated on 2016. expected.csv holds what PyTorch itself computes for bars of 2017.
"""

import csv
import hashlib
import json
import math
import sys
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "dev/presage/models"))
import expected_models  # noqa: E402

FEATURES = ["volume_z_20", "return_1", "range", "momentum_10"]


class Network(torch.nn.Module):
    def __init__(self, x):
        super().__init__()
        self.register_buffer("mean", x.mean(0))
        self.register_buffer("std", x.std(0))
        self.hidden = torch.nn.Linear(len(FEATURES), 8)
        self.out = torch.nn.Linear(8, 2)

    def logits(self, x):
        out = self.out(torch.tanh(self.hidden((x - self.mean) / self.std)))
        return out[:, 0] / 100, out[:, 1]

    def forward(self, x):
        expected_return, up = self.logits(x)
        return expected_return, torch.sigmoid(torch.abs(up))


def tensors(rows):
    x = torch.tensor([[float(row["x"][name]) for name in FEATURES] for row in rows], dtype=torch.float32)
    return x, torch.tensor([row["y"] for row in rows], dtype=torch.float32)


def train(rows):
    torch.manual_seed(1)
    x, y = tensors(rows)
    network = Network(x)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01, weight_decay=0.01)
    for _ in range(200):
        expected_return, up = network.logits(x)
        size = torch.nn.functional.mse_loss(expected_return * 100, y * 100)
        direction = torch.nn.functional.binary_cross_entropy_with_logits(up, (y > 0).float())
        optimizer.zero_grad()
        (size + direction).backward()
        optimizer.step()
    return network.eval()


def manifest(network, rows, sha256):
    x, _ = tensors(rows)
    predicted = [float(value) for value in network(x)[0]]
    scores = [(1 + expected_models.sign(p) * expected_models.sign(row["y"])) / 2 for p, row in zip(predicted, rows)]
    accuracy = sum(scores) / len(scores)
    by_day = {}
    for row, score in zip(rows, scores):
        by_day[row["date"]] = by_day.get(row["date"], 0.0) + score - accuracy
    days = len(by_day)
    residuals = [row["y"] - p for p, row in zip(predicted, rows)]
    return {
        "model_type": "pytorch",
        "version": 1,
        "sha256": sha256,
        "input": "bars_features",
        "output": "expected_return",
        "confidence_output": "p_direction",
        "features": FEATURES,
        "horizon_bars": 1,
        "max_horizon": "P7D",
        "max_reference_age": "P10D",
        "residual_sigma": math.sqrt(sum(r * r for r in residuals) / len(residuals)),
        "expected_accuracy_ratio": accuracy,
        "expected_accuracy_standard_error":
            math.sqrt(days / (days - 1) * sum(d * d for d in by_day.values())) / len(scores),
        "majority_direction": "up",
        "training_window": {"from": "2015-01-02", "to": "2015-12-31"},
    }


def main():
    rows = [row for row in expected_models.rows() if row["normal"]]
    of_year = {year: [row for row in rows if row["date"].year == year] for year in (2015, 2016, 2017)}
    learned = [row for row in of_year[2015] if row["next_date"].year == 2015]
    assert sum(expected_models.sign(row["y"]) for row in learned) > 0, "the majority went down"
    network = train(learned)

    folder = HERE / "pytorch" / "1"
    folder.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network,
        tensors(learned[:2])[0],
        str(folder / "model.onnx"),
        input_names=["bars_features"],
        output_names=["expected_return", "p_direction"],
        dynamic_axes={"bars_features": {0: "rows"}, "expected_return": {0: "rows"}, "p_direction": {0: "rows"}},
        opset_version=13,
    )
    sha256 = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    validated = [row for row in of_year[2016] if row["next_date"].year == 2016]
    about = manifest(network, validated, sha256)
    (folder / "model.json").write_text(json.dumps(about, indent=2) + "\n")
    asked = of_year[2017][::50]
    with open(folder / "expected.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["ticker", "date"] + FEATURES + ["expected_return", "p_direction"])
        x, _ = tensors(asked)
        for row, inputs, value, p in zip(asked, x.tolist(), *(column.tolist() for column in network(x))):
            out.writerow([row["ticker"], row["date"]] + inputs + [value, p])


if __name__ == "__main__":
    main()
