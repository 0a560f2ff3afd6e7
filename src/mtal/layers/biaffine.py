"""Biaffine scores of arcs and relations (Dozat & Manning 2017; docs/method.md, "Dependency parsing")."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ArcScorer(nn.Module):
    """Score of every word as the head of every word: [d;1]ᵀ W [h;1]."""

    def __init__(self, hidden_size: int, size: int) -> None:
        super().__init__()
        self.dependent = nn.Sequential(nn.Linear(hidden_size, size), nn.ELU())
        self.head = nn.Sequential(nn.Linear(hidden_size, size), nn.ELU())
        self.product = nn.Linear(size, size + 1)
        self.head_bias = nn.Linear(size, 1, bias=False)
        nn.init.zeros_(self.product.weight)
        nn.init.zeros_(self.product.bias)

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """`words` (b, w, h), `heads` (b, w + 1, h) with ROOT first; returns float (b, w, w + 1)."""
        dependent, head = self.product(self.dependent(words)), self.head(heads)
        bias = dependent[..., -1:] + self.head_bias(head).transpose(1, 2)
        return dependent[..., :-1] @ head.transpose(1, 2) + bias


class RelationScorer(nn.Module):
    """Score of every relation for chosen (head, dependent) pairs: one bilinear form a relation, plus a bias.

    W·head is computed once a pair and multiplied with the dependent, so that no tensor of heads × dependents × size
    exists; pairs are given as a flat list, so padding costs nothing.
    """

    def __init__(self, hidden_size: int, size: int, relations: int) -> None:
        super().__init__()
        self.size, self.relations = size, relations
        self.dependent = nn.Sequential(nn.Linear(hidden_size, size), nn.ELU())
        self.head = nn.Sequential(nn.Linear(hidden_size, size), nn.ELU())
        self.product = nn.Linear(size, relations * size, bias=False)
        self.linear = nn.Linear(2 * size, relations)
        nn.init.zeros_(self.product.weight)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """`dependents`, `heads`: the vectors (pairs, h) of each pair; returns float (pairs, relations)."""
        dependent, head = self.dependent(dependents), self.head(heads)
        weighted = self.product(head).view(-1, self.relations, self.size)
        return torch.einsum("prs,ps->pr", weighted, dependent) + self.linear(torch.cat([dependent, head], dim=-1))

    def best_log_probability(self, nodes: Tensor) -> Tensor:
        """Highest log p(relation | head, dependent) of all arcs of one sentence.

        `nodes`: the vectors (w + 1, h) of ROOT and the words; returns float (w, w + 1), dependents by heads.
        """
        dependent, head = self.dependent(nodes[1:]), self.head(nodes)
        weighted = self.product(head).view(len(nodes) * self.relations, self.size)
        pairs = (dependent @ weighted.T).view(len(dependent), len(nodes), self.relations)
        of_dependent, of_head = self.linear.weight.split(self.size, dim=1)
        pairs = pairs + (dependent @ of_dependent.T).unsqueeze(1) + (head @ of_head.T + self.linear.bias)
        return torch.log_softmax(pairs.float(), dim=-1).amax(-1)
