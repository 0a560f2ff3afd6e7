"""Where the arithmetic happens, and how to make it the same every time."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext

os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # cuBLAS is deterministic only with a fixed workspace

import torch


def pick_device() -> torch.device:
    """CUDA, else MPS, else CPU; the environment variable `MTAL_DEVICE` overrides."""
    if name := os.environ.get("MTAL_DEVICE"):
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def autocast(device: torch.device) -> AbstractContextManager[object]:
    """bfloat16 matrix products on CUDA; float32 elsewhere (bfloat16 is many times slower on most CPUs)."""
    return torch.autocast("cuda", dtype=torch.bfloat16) if device.type == "cuda" else nullcontext()


def be_deterministic() -> None:
    """Let torch use deterministic kernels only."""
    torch.use_deterministic_algorithms(True, warn_only=torch.backends.mps.is_available())
    # Nothing here reads memory before it is written
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]  # made at import
    torch.backends.cudnn.benchmark = False
