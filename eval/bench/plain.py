"""The plain assistant that ours is measured beside: LlamaIndex over embedded Chroma, each as it comes.

It does what `llama-index-embeddings-huggingface` and `llama-index-vector-stores-chroma` do, which are not installed:
texts are embedded in LlamaIndex's batches of ten, in torch, float32, on all cores, and all nodes that come together are
added to Chroma in one call, with their text and LlamaIndex's metadata. In its favour, its articles have no metadata of
their own, which LlamaIndex would embed with the text, and no prompt is put before what is embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import chromadb
from chromadb.api.models.Collection import Collection
from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, MetadataMode
from llama_index.core.vector_stores.types import BasePydanticVectorStore, VectorStoreQuery, VectorStoreQueryResult
from llama_index.core.vector_stores.utils import node_to_metadata_dict
from numpy.typing import NDArray

__all__ = ["Encoder", "index_plainly"]


class Encoder(Protocol):
    """What sentence-transformers offers, as far as it is used."""

    def encode(
        self, inputs: list[str], *, batch_size: int, normalize_embeddings: bool, show_progress_bar: bool
    ) -> NDArray[Any]:
        """Vectors of texts."""


def index_plainly(files: Sequence[Path], folder: Path, model: Encoder) -> int:
    """Read, cut, embed and keep articles in a fresh folder; returns how many nodes they became."""
    client: Any = chromadb.PersistentClient(str(folder))  # whose interface does not tell that it can be closed
    with closing(client):
        collection: Collection = client.create_collection("plain")
        VectorStoreIndex.from_documents(
            [Document(text=file.read_text(encoding="utf-8")) for file in files],
            storage_context=StorageContext.from_defaults(vector_store=_ChromaStore(collection)),
            embed_model=_Embedding(model),
            transformations=[SentenceSplitter()],
        )
        return collection.count()


class _Embedding(BaseEmbedding):
    _model: Encoder = PrivateAttr()

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self._model = model

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors = self._model.encode(
            texts, batch_size=self.embed_batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        embeddings: list[list[float]] = vectors.tolist()
        return embeddings

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class _ChromaStore(BasePydanticVectorStore):
    flat_metadata: bool = True
    _collection: Collection = PrivateAttr()

    def __init__(self, collection: Collection) -> None:
        super().__init__(stores_text=True)
        self._collection = collection

    @property
    def client(self) -> Any:
        """What keeps the nodes."""
        return self._collection

    def add(self, nodes: Sequence[BaseNode], **_kwargs: Any) -> list[str]:
        """Keep nodes with their vectors, all at once."""
        ids = [node.node_id for node in nodes]
        vectors: Any = [node.get_embedding() for node in nodes]  # lists of floats, which Chroma takes and does not name
        self._collection.add(
            ids=ids,
            embeddings=vectors,
            metadatas=[_metadata(node) for node in nodes],
            documents=[node.get_content(MetadataMode.NONE) for node in nodes],
        )
        return ids

    def delete(self, ref_doc_id: str, **_kwargs: Any) -> None:
        """Take out what was made of a document."""
        self._collection.delete(where={"document_id": ref_doc_id})

    def query(self, query: VectorStoreQuery, **_kwargs: Any) -> VectorStoreQueryResult:
        """Nobody asks it: it is filled and thrown away."""
        raise NotImplementedError


def _metadata(node: BaseNode) -> dict[str, Any]:
    """What LlamaIndex keeps of a node beside its text; Chroma takes no None."""
    flat = node_to_metadata_dict(node, remove_text=True, flat_metadata=True)
    return {key: "" if value is None else value for key, value in flat.items()}
