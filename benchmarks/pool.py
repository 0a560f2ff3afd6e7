"""A large pool through the stages: seconds and memory of each, by the number of sentences.

    python benchmarks/pool.py [--sentences 200000 1000000] [--confidence dropout_agreement]

The corpus is synthetic, CoNLL-U with heads, relations and BIO tags: words by Zipf's law, 24 a sentence on average. The
encoder has one layer of 32 numbers and random weights, so that what is measured is everything around it. Each stage
runs in a process of its own; a pool of 1,000 sentences comes first and shows what libraries and model take.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("convert", "sample", "train", "score", "select_next")
FEW = 1000
SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnpqrstvwxz" for vowel in "aeiou"]
DISTINCT = 400_000
OVERRIDES = (
    *("corpus=conllu", "corpus.path=corpus", "tasks=dp_ner", "encoder.name=encoder", "strategy=mt_avg"),
    *("sample.initial=100", "sample.dev=100", "training.max_steps=10", "training.epochs=null", "model=smt"),
    *("tasks.dp.arc_size=16", "tasks.dp.relation_size=8"),
)


class Spent(NamedTuple):
    """What a process took."""

    seconds: float
    cpu: float
    peak: float
    """Greatest resident size, MiB."""


def spent_by(command: list[str], folder: Path) -> Spent:
    """Run a command in `folder`, without its messages if it ends well."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    began = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)}: {output.read().decode()}")
    unit = 1 << (20 if sys.platform == "darwin" else 10)
    return Spent(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def measured(sentences: int, confidence: str) -> dict[str, Spent]:
    """All stages on a pool of that many sentences."""
    with tempfile.TemporaryDirectory() as name:
        folder, prepare = Path(name), ["--prepare", str(sentences), "--confidence", confidence]
        spent_by([sys.executable, __file__, *prepare], folder)  # by another: a child's peak is at least its parent's
        rounds = {stage: [] if stage in ("convert", "sample") else ["--round", "0"] for stage in STAGES}
        return {
            stage: spent_by([sys.executable, str(ROOT / f"stages/{stage}.py"), *arguments], folder)
            for stage, arguments in rounds.items()
        }


def prepare(sentences: int, confidence: str) -> None:
    """Parameters, encoder and corpus in the current folder."""
    write_parameters(
        f"strategy.confidence={confidence}", f"strategy={'mt_avgda' if 'drop' in confidence else 'mt_avg'}"
    )
    write_encoder(Path("encoder"))
    Path("corpus").mkdir()
    for split, number in (("train", sentences), ("dev", 200), ("test", 200)):
        with open(f"corpus/{split}.conllu", "w", encoding="utf-8") as file:
            file.writelines(conllu(number, np.random.default_rng([len(split), number])))


def write_parameters(*more: str) -> None:
    """`params.yaml` as DVC composes it."""
    import yaml
    from hydra import compose, initialize_config_dir
    from omegaconf import OmegaConf

    with initialize_config_dir(str(ROOT / "conf"), version_base=None):
        found = compose("config", [*OVERRIDES, *more])
    OmegaConf.resolve(found)
    Path("params.yaml").write_text(yaml.safe_dump(OmegaConf.to_container(found), sort_keys=False))


def write_encoder(folder: Path) -> None:
    """A BERT of one layer whose word pieces are the syllables."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *SYLLABLES, *(f"##{syllable}" for syllable in SYLLABLES)]
    tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=128, **names).save_pretrained(folder)
    shape = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(pieces), max_position_embeddings=128, **shape)).save_pretrained(folder)


def conllu(sentences: int, random: np.random.Generator) -> Iterator[str]:
    """Sentences as CoNLL-U with an 11th column: each word but the first hangs on an earlier one, every tenth is a
    name."""
    forms = [spelt(number) for number in range(DISTINCT)]
    chances = 1 / np.arange(1, DISTINCT + 1)
    cumulated = np.cumsum(chances / chances.sum())
    for _ in range(0, sentences, 1000):
        lengths = np.clip(random.lognormal(3.05, 0.5, min(1000, sentences)), 3, 90).astype(int)
        ranks = np.minimum(np.searchsorted(cumulated, random.random(lengths.sum())), DISTINCT - 1).tolist()
        heads, words = random.random(lengths.sum()).tolist(), iter(ranks)
        for length in lengths.tolist():
            for number, rank, share in zip(range(1, length + 1), words, heads, strict=False):
                head, relation = (int(share * (number - 1)) + 1, f"r{rank % 30}") if number > 1 else (0, "root")
                tag = f"B-N{rank % 4}" if rank % 10 == 0 else "O"
                yield f"{number}\t{forms[rank]}\t_\tX\tX{rank % 40}\t_\t{head}\t{relation}\t_\t_\t{tag}\n"
            yield "\n"


def spelt(number: int) -> str:
    """The word of this rank: one syllable for the hundred most frequent, two for the next ten thousand, …"""
    word = SYLLABLES[number % 100]
    while number >= 100:
        number = number // 100 - 1
        word = SYLLABLES[number % 100] + word
    return word


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, nargs="+", default=[200_000, 1_000_000])
    parser.add_argument("--confidence", choices=["entropy", "dropout_agreement"], default="entropy")
    parser.add_argument("--prepare", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.prepare:
        return prepare(args.prepare, args.confidence)
    few = measured(FEW, args.confidence)
    print(f"{'stage':12} {'sentences':>10} {'seconds':>8} {'CPU s':>8} {'peak MiB':>9} {'of pool':>8} {'µs each':>8}")
    found = {}
    for sentences in args.sentences:
        found[sentences] = measured(sentences, args.confidence)
        for stage, (seconds, cpu, peak) in found[sentences].items():
            beside, own = peak - few[stage].peak, cpu - few[stage].cpu
            print(
                f"{stage:12} {sentences:10,} {seconds:8.1f} {cpu:8.1f} {peak:9.0f} {beside:8.0f} "
                f"{1e6 * own / sentences:8.1f}",
                flush=True,
            )
    first, last = min(args.sentences), max(args.sentences)
    for stage in STAGES if last > first else ():
        (_, less, small), (_, more, large) = (
            (0, found[n][stage].cpu - few[stage].cpu, found[n][stage].peak - few[stage].peak) for n in (first, last)
        )
        print(f"{stage:12} {last / first:.1f} × the sentences: {more / less:.1f} × CPU, {large / small:.1f} × memory")


if __name__ == "__main__":
    main()
