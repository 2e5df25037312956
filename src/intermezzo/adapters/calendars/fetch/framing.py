"""How requests and answers are written to the pipes: JSON, and after each answer its documents as bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import msgspec

from intermezzo.adapters.calendars.fetch.protocol import Answer, Request


@dataclass(frozen=True, slots=True)
class Batch:
    """What the child reads: the requests, and the seconds that each may take."""

    requests: tuple[Request, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """The line of JSON before the documents: which request it answers, and the bytes of each document."""

    number: int
    answer: Answer
    sizes: tuple[int, ...] = field(default=())


def write_answer(stream: BinaryIO, number: int, answer: Answer) -> None:
    """Write the answer to a request, with its documents."""
    sizes = tuple(map(len, answer.documents))
    stream.write(msgspec.json.encode(AnswerLine(number, replace(answer, documents=()), sizes)) + b"\n")
    stream.writelines(answer.documents)
    stream.flush()


def read_answers(data: bytes) -> Iterator[tuple[int, Answer]]:
    """Yield (number of the request, its answer) from what the child wrote; leave out an incomplete one."""
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        line = msgspec.json.decode(memoryview(data)[start:end], type=AnswerLine)
        documents = []
        start = end + 1
        for size in line.sizes:
            documents.append(data[start : start + size])
            start += size
        if start > len(data):
            return
        yield line.number, replace(line.answer, documents=tuple(documents))
