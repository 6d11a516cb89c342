"""The embedded language model's process: a llama.cpp server, until standard input closes.

Run as a file by `rag.models.embedded`, never imported by the rest; it needs nothing of the project. The first
line of standard input is its configuration (JSON), the first line of standard output its address, or why
there is none. Then it waits for standard input to end, which it does with its parent, however that ends.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import xllamacpp  # type: ignore[import-untyped]

NGRAM_LOOKUP, NGRAM_DRAFT = 4, 8
"""Answers repeat the words of their evidence: where 4 tokens stand in the prompt, its next 8 are tried."""


def parameters(config: dict[str, Any]) -> xllamacpp.CommonParams:
    """The parameters of the server: those measured to be fast, and none of the defaults that are unsafe.

    Args:
        config: `path`, `name`, `api_key`, `context` (tokens), `threads` (0: one a core) and `prompts`, a folder for
            what was read of prompts (empty: nothing is kept).
    """
    params = xllamacpp.CommonParams()
    params.model.path = config["path"]
    params.model_alias = {config["name"]}
    params.n_ctx = config["context"]
    params.n_parallel = 1
    params.cache_ram_mib = 512  # 0 would lose a warm prefix whenever another prompt comes between
    params.sampling.temp = 0.0
    # Read into memory: mapped, a second, repacked copy stands beside the file's pages (2.0 GB, not 1.4; 12.8
    # tokens/s, not 15.5).
    params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
    params.speculative.types = [xllamacpp.common_speculative_type.COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE]
    params.speculative.ngram_simple.size_n = NGRAM_LOOKUP
    params.speculative.ngram_simple.size_m = NGRAM_DRAFT
    if config["threads"]:
        params.cpuparams.n_threads = config["threads"]
        params.cpuparams_batch.n_threads = config["threads"]
    if config["prompts"]:
        params.slot_save_path = os.path.join(config["prompts"], "")  # noqa: PTH118 - it wants the last separator
    # Nobody but the parent: loopback, any free port, a key, no page, no cross-origin requests, no log of
    # prompts.
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [config["api_key"]]
    params.cors_origins = ""
    params.cors_credentials = False
    params.ui = False
    params.endpoint_slots = False
    params.verbosity = -1
    return params


def main() -> None:
    """Serve until standard input closes."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever the library prints is not our answer
    config = json.loads(sys.stdin.readline())
    try:
        server = xllamacpp.Server(parameters(config))
    except (RuntimeError, ValueError, OSError) as error:
        print(json.dumps({"error": str(error)}), file=answer, flush=True)
        sys.exit(1)
    print(json.dumps({"url": server.listening_address}), file=answer, flush=True)
    sys.stdin.read()
    os._exit(0)  # at once, though a generation may be running


if __name__ == "__main__":
    main()
