"""Python's search against the vectors; browser/test_ways_twin.py tests the browser's against the same ones."""

import json

import pytest

from . import vectors


@pytest.mark.parametrize("vector", vectors.read(), ids=lambda vector: "notes" if "notes" in vector else "ties")
def test_python_answers_as_the_vectors_say(vector: dict) -> None:
    kb, network = vectors.graph_of(vector)
    for question in vector["questions"]:
        assert json.loads(json.dumps(vectors.answers(kb, network, question))) == question["answer"]


def test_the_vectors_cover_what_matters() -> None:
    answers = [question["answer"] for vector in vectors.read() for question in vector["questions"]]
    ways = [way for answer in answers for way in answer.get("ways", ())]
    assert any(way[0] for way in ways), "somebody at capacity"
    every = [way for answer in answers for way in answer.get("every", ())]
    assert {len(way[2]) for way in every} == {3, 4, 5}, "one to three introductions"
    assert any(len(answer["ways"]) > 2 for answer in answers if "ways" in answer), "alternatives"
    assert any(answer.get("reached") for answer in answers), "companies"
    assert any(None in answer["without"].values() for answer in answers if "without" in answer), "an only way in"
