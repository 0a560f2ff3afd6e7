from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from mtal.demo import generate
from mtal.errors import UserError
from mtal.treebank import read_trees, to_dependencies
from support.minitree import ANNOTATIONS, SIZES, documents, flat, is_leaf, nodes, words

SMALL = {"train": 40, "dev": 7, "test": 0}
TYPES = """PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE
    DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL""".split()
LABELS = """nsbj obj comp cop raise relcl r-nsbj appo advcl conj lv modal dat prt acl expl csbj advnp voc disc prn
    attr det case ppmod poss num mark neg meta r-obj r-adv""".split()
PROGRAM = """
import sys
from pathlib import Path
from mtal.demo import generate
generate(Path(sys.argv[1]), sentences={"train": 40, "dev": 7, "test": 0}, seed=3)
"""


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_parameters_same_bytes(tmp_path):
    for name in ("a", "b"):
        generate(tmp_path / name, sentences=SMALL, seed=3)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    generate(tmp_path / "a", sentences=SMALL, seed=4)
    assert digest(tmp_path / "a") != digest(tmp_path / "b")


def test_hash_seed_does_not_matter(tmp_path):
    for name in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": name, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path / name)], env=environment, check=True)
    assert digest(tmp_path / "1") == digest(tmp_path / "2")


def test_what_was_there_is_replaced(tmp_path):
    generate(tmp_path / "a", sentences={"train": 30}, seed=3)
    generate(tmp_path / "a", sentences={"train": 12}, seed=3)
    generate(tmp_path / "b", sentences={"train": 12}, seed=3)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")


def test_a_larger_training_set_leaves_the_test_text_alone(tmp_path):
    def test_text(train: int) -> list[str]:
        generate(tmp_path / "x", sentences={"train": train, "test": 12}, seed=3)
        held_out = json.loads((tmp_path / "x/splits.json").read_text())["test"]
        return [(tmp_path / "x" / ANNOTATIONS / f"{name}.parse").read_text() for name in held_out]

    assert test_text(6) == test_text(120)


@pytest.mark.parametrize("sizes", [{"train": -1}, {"train": 1.5}, {"train": True}, {"trian": 3}])
def test_impossible_sizes(tmp_path, sizes):
    with pytest.raises(UserError, match="demo corpus"):
        generate(tmp_path / "x", sentences=sizes, seed=3)
    assert not (tmp_path / "x").exists()


def test_counts(corpus, tmp_path):
    counts = generate(tmp_path / "small", sentences=SMALL, seed=3)
    assert [counts[split]["sentences"] for split in ("train", "dev", "test")] == [40, 7, 0]
    for folder, sizes in ((corpus, SIZES), (tmp_path / "small", SMALL)):
        splits, found = json.loads((folder / "splits.json").read_text()), documents(folder)
        assert sorted(name for names in splits.values() for name in names) == sorted(found)
        for split, names in splits.items():
            assert sum(len(found[name][0]) for name in names) == sizes[split]
            by_domain = Counter()
            for name in names:
                by_domain[name[:2]] += len(found[name][0])
            assert max(by_domain.values(), default=0) - min(by_domain.values(), default=0) <= 1
    found = documents(tmp_path / "small")
    assert sum(c["words"] for c in counts.values()) == sum(len(words(t)) for trees, _ in found.values() for t in trees)
    entities = sum(line.count("<ENAMEX") for _, lines in found.values() for line in lines)
    assert sum(c["entities"] for c in counts.values()) == entities
    assert sum(c["documents"] for c in counts.values()) == len(found)


def test_layout_and_notice(corpus):
    for name in documents(corpus):
        assert re.fullmatch(r"(bc|bn|mz|nw|tc|wb)/synth/(\d\d)/synth_\2\d\d", name)
    assert "SYNTHETIC" in (corpus / "README.txt").read_text()


def test_trees_are_well_formed(corpus):
    for trees, _ in documents(corpus).values():
        for tree in trees:
            assert tree[0] == "TOP"
            assert words(tree), flat(tree)
            for node in nodes(tree):
                assert is_leaf(node) or all(isinstance(child, list) for child in node[1:]), flat(node)
                assert len(node) > 1, flat(tree)
                assert re.fullmatch(r"-NONE-|-[LR]RB-|[A-Z$]+(-[A-Z]+)*(-\d+|=\d+)?|[.,:]|``|''", node[0]), node[0]


def test_traces_have_antecedents(corpus):
    for trees, _ in documents(corpus).values():
        for tree in trees:
            labels = [node[0] for node in nodes(tree) if node[0] != "-NONE-"]
            defined = Counter(m[1] for label in labels if (m := re.search(r"-(\d+)$", label)))
            named = {m[1] for n in nodes(tree) if n[0] == "-NONE-" and (m := re.search(r"-(\d+)$", n[1]))}
            assert named <= set(defined), flat(tree)
            assert set(defined.values()) <= {1}, flat(tree)


def test_names_are_the_words_of_the_trees(corpus):
    for name, (trees, lines) in documents(corpus).items():
        number = name[-4:]
        assert lines[0] == f'<DOC DOCNO="{name}@{number}@synth@{name[:2]}@en@on">'
        assert lines[-1] == "</DOC>"
        for tree, line in zip(trees, lines[1:-1], strict=True):
            plain = re.sub(r'<ENAMEX TYPE="[A-Z_]+">|</ENAMEX>', "", line)
            assert not set(plain) & set("<>&")
            spelled = [w.replace("&", "-AMP-").replace("<", "-LAB-").replace(">", "-RAB-") for w in words(tree)]
            assert plain.split(" ") == spelled
            marks = re.findall(r"</?ENAMEX", line)
            assert marks == ["<ENAMEX", "</ENAMEX"] * (len(marks) // 2)


def test_english_surface(corpus):
    for trees, _ in documents(corpus).values():
        for tree in trees:
            sentence = words(tree)
            assert not sentence[0][0].islower(), sentence
            for word, after in pairwise(sentence):
                assert not (word == "," and after in ", . ? ! ; :".split()), sentence
                assert not (word in ("a", "A") and re.match(r"[aei]", after) and after[:4] != "euro"), sentence


def test_lengths(corpus):
    lengths = {domain: [] for domain in ("bc", "bn", "mz", "nw", "tc", "wb")}
    for name, (trees, _) in documents(corpus).items():
        lengths[name[:2]].extend(len(words(tree)) for tree in trees)
    every = sorted(n for ns in lengths.values() for n in ns)
    mean = {domain: sum(ns) / len(ns) for domain, ns in lengths.items()}
    assert 13 < sum(every) / len(every) < 17
    assert sum(5 <= n <= 30 for n in every) > 0.85 * len(every)
    assert every[-1] <= 45
    assert mean["tc"] < mean["bc"] < min(mean["nw"], mean["mz"])


def test_entity_types(corpus):
    text = "\n".join(line for _, lines in documents(corpus).values() for line in lines)
    counts = Counter(re.findall(r'TYPE="([A-Z_]+)"', text))
    assert set(counts) == set(TYPES)
    assert min(counts.values()) >= 10, counts


def test_a_name_has_several_types(corpus):
    found: dict[str, set[str]] = {}
    for _, lines in documents(corpus).values():
        for kind, name in re.findall(r'<ENAMEX TYPE="([A-Z_]+)">(.+?)</ENAMEX>', "\n".join(lines)):
            found.setdefault(name, set()).add(kind)
    names = {"PERSON", "GPE", "ORG"}
    assert sum(names <= kinds for kinds in found.values()) >= 10
    assert sum(len(names & kinds) >= 2 for kinds in found.values()) >= 40


def test_new_names_and_words_in_test(corpus):
    splits, found = json.loads((corpus / "splits.json").read_text()), documents(corpus)

    def names(split: str) -> set[str]:
        lines = "\n".join(line for name in splits[split] for line in found[name][1])
        return set(re.findall(r'TYPE="(?:PERSON|GPE|ORG)">(.+?)<', lines))

    test = names("test")
    assert 0.2 < len(test - names("train")) / len(test) < 0.9


def test_train_and_test_share_few_sentences(corpus):
    splits, found = json.loads((corpus / "splits.json").read_text()), documents(corpus)
    texts = {s: [" ".join(words(t)) for name in names for t in found[name][0]] for s, names in splits.items()}
    train = set(texts["train"])
    shared = [text for text in texts["test"] if text in train]
    assert len(shared) < 0.05 * len(texts["test"])
    assert max(map(len, shared), default=0) < 40


def test_every_tree_converts_to_one_rooted_tree(corpus):
    labels: Counter[str] = Counter()
    for path in sorted((corpus / ANNOTATIONS).rglob("*.parse")):
        for tree in read_trees(path):
            graph = to_dependencies(tree)
            assert graph.heads.count(0) == 1, graph.tokens
            assert_tree(graph.heads)
            labels.update(graph.deprels)
    assert set(LABELS) <= set(labels)
    assert labels["dep"] < 0.005 * labels.total()


def assert_tree(heads: list[int]) -> None:
    """Every word reaches the root."""
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            assert word not in seen, heads
            seen.add(word)
            word = heads[word - 1]
