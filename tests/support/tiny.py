"""Tiny encoders with random weights, for tests that must run in seconds.

Their vocabularies are written out, not trained: training one gives another at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import (
    CONFIG_MAPPING,
    AutoModel,
    BertConfig,
    BertModel,
    PretrainedConfig,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaModel,
)

WORDS = "the cat sat on a mat Ann met Bob in Oslo Monday why did they leave of it".split()
SHAPE = {"hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 64}


def wordpiece(padding: int = 0, **options: Any) -> PreTrainedTokenizerFast:
    """A WordPiece tokenizer whose padding has number 0 or 1."""
    special = ["[PAD]", "[UNK]"] if padding == 0 else ["[UNK]", "[PAD]"]
    alphabet = [chr(code) for code in range(33, 127)]
    pieces = [*special, "[CLS]", "[SEP]", *alphabet, *(f"##{character}" for character in alphabet), *WORDS]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, **(names | options))


def tiny_bert(folder: Path, positions: int = 128) -> Path:
    """A BERT of three layers with WordPiece, as a local checkpoint."""
    fast = wordpiece(model_max_length=positions)
    torch.manual_seed(0)
    config = BertConfig(vocab_size=len(fast), max_position_embeddings=positions, pad_token_id=0, **SHAPE)
    BertModel(config).save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


def tiny_maskable(folder: Path) -> Path:
    """That BERT with a pooler and a tokenizer that has something to mask with."""
    fast = wordpiece(model_max_length=128)
    fast.add_special_tokens({"mask_token": "[MASK]"})
    torch.manual_seed(0)
    BertModel(BertConfig(vocab_size=len(fast), max_position_embeddings=128, **SHAPE)).save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


def tiny_roberta(folder: Path, positions: int = 128) -> Path:
    """A RoBERTa of three layers with byte-level BPE, as a local checkpoint."""
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=True)
    names = {"unk_token": "<unk>", "pad_token": "<pad>", "cls_token": "<s>", "sep_token": "</s>"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=positions, **names)
    torch.manual_seed(0)
    config = RobertaConfig(vocab_size=len(fast), max_position_embeddings=positions + 2, pad_token_id=1, **SHAPE)
    RobertaModel(config).save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


FAMILIES: dict[str, tuple[str, dict[str, Any]]] = {
    "albert": ("albert", {"embedding_size": 16}),
    "albert in groups": ("albert", {"embedding_size": 16, "num_hidden_groups": 2, "inner_group_num": 2}),
    "bert": ("bert", {}),
    "camembert": ("camembert", {"pad_token_id": 1}),
    "deberta v2": (
        "deberta-v2",
        {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "conv_kernel_size": 3, "type_vocab_size": 0}
        | {"position_biased_input": False, "norm_rel_ebd": "layer_norm", "conv_act": "gelu", "embedding_size": 16},
    ),
    "deberta v3": (
        "deberta-v2",
        {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "position_buckets": 8, "type_vocab_size": 0}
        | {"position_biased_input": False, "norm_rel_ebd": "layer_norm", "share_att_key": True},
    ),
    "deberta without relative positions": ("deberta-v2", {"relative_attention": False}),
    "distilbert": ("distilbert", {"dim": 32, "n_layers": 3, "n_heads": 2, "hidden_dim": 64}),
    "electra": ("electra", {"embedding_size": 32}),
    "electra small": ("electra", {"embedding_size": 16}),
    "ernie": ("ernie", {"use_task_id": True}),
    "modernbert": ("modernbert", {"local_attention": 6, "global_attn_every_n_layers": 2, "mlp_dropout": 0.1}),
    "mpnet": ("mpnet", {"pad_token_id": 1}),
    "roberta": ("roberta", {"pad_token_id": 1}),
    "xlm-roberta": ("xlm-roberta", {"pad_token_id": 1}),
}
"""Every family, some in several shapes: `model_type` and what is set beside `SHAPE`."""


def tiny_config(name: str, **changes: Any) -> PretrainedConfig:
    """The configuration of one of `FAMILIES`, for the vocabulary of `wordpiece`."""
    model_type, special = FAMILIES[name]
    shape = {} if model_type == "distilbert" else SHAPE
    numbers = {"pad_token_id": 0, "cls_token_id": 2, "sep_token_id": 3, "bos_token_id": 2, "eos_token_id": 3}
    sizes = {"vocab_size": len(wordpiece()), "max_position_embeddings": 64}
    return CONFIG_MAPPING[model_type](**(sizes | shape | numbers | special | changes))


def tiny_encoder(folder: Path, name: str, **changes: Any) -> Path:
    """One of `FAMILIES` with WordPiece and a tokenizer that knows no longest input, as a local checkpoint."""
    config = tiny_config(name, **changes)
    torch.manual_seed(0)
    AutoModel.from_config(config).save_pretrained(folder)
    wordpiece(config.pad_token_id).save_pretrained(folder)
    return folder
