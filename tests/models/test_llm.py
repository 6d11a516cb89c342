"""Models of LlamaIndex: any of them can write, and what it thinks is no answer."""

from __future__ import annotations

import pytest
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, ChatResponseGen
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.llms import MockLLM

from rag.errors import EndpointError, GenerationStopped
from rag.models.llm import ChatModel
from rag.types import Message

QUESTION = [Message("system", "Eres el archivero."), Message("user", "¿Por qué AWS?")]


class Scripted(MockLLM):
    """Says some pieces, then fails where it is told how."""

    _pieces: tuple[str, ...] = PrivateAttr()
    _error: Exception | None = PrivateAttr()

    def __init__(self, *pieces: str, error: Exception | None = None) -> None:
        super().__init__()
        self._pieces, self._error = pieces, error

    def stream_chat(self, messages: object, **_: object) -> ChatResponseGen:
        """The pieces."""
        for piece in self._pieces:
            yield ChatResponse(message=ChatMessage(role="assistant", content=piece), delta=piece)
        if self._error:
            raise self._error


def said(model: MockLLM) -> str:
    """The whole answer."""
    return "".join(ChatModel(model).stream(QUESTION, 64))


def test_any_llama_index_model_can_write() -> None:
    """LlamaIndex's own mock, which is no OpenAI client, answers too."""
    assert "¿Por qué AWS?" in said(MockLLM())


def test_what_it_thinks_is_taken_out() -> None:
    """As at an endpoint."""
    assert said(Scripted("<think>Por", " qué</thi", "nk>\n", "Para crecer.")) == "Para crecer."


def test_a_connection_that_fails_is_an_endpoint_error_and_a_fault_of_the_adapter_is_none() -> None:
    """Which would be hidden behind the name of the endpoint."""
    with pytest.raises(EndpointError, match="cannot be reached"):
        said(Scripted(error=ConnectionRefusedError()))
    with pytest.raises(GenerationStopped, match="broke off"):
        said(Scripted("Para ", error=ConnectionResetError()))
    with pytest.raises(AttributeError):
        said(Scripted(error=AttributeError("our own")))
