# The page, and every command. PyTorch's CPU index is named as for `make setup` (README, "torch"). With MODELS=baked the
# models lie in the image, and a container needs no network; else it fetches them into its volume when it first starts.
#
#     docker build --build-arg TORCH_INDEX=<address> --build-arg MODELS=baked --tag hemeroteca .
#     docker run --read-only --tmpfs /tmp --volume hemeroteca:/data --publish 127.0.0.1:7860:7860 \
#         --env HEMEROTECA_OPEN_TO_ALL=true hemeroteca
#
# `tests/test_dockerfile.py` runs these steps in a folder.
FROM python:3.11-slim-bookworm

ARG TORCH_INDEX=
ARG MODELS=

RUN useradd --uid 10001 --no-create-home --home-dir /data reader \
    && install --directory --owner reader --group reader /data

WORKDIR /hemeroteca
COPY requirements requirements
RUN pip install --no-cache-dir ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} -r requirements/torch.txt \
    && pip install --no-cache-dir --no-deps --require-hashes -r requirements/runtime.txt \
    && pip install --no-cache-dir 'psycopg[binary]>=3.2,<4'
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY rag rag
COPY eval eval
COPY ui ui
COPY seeds seeds
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

USER 10001
ENV HEMEROTECA_DATA_DIR=/data HEMEROTECA_CACHE_DIR=/data/models HEMEROTECA_PORT=7860
RUN if [ "$MODELS" = baked ]; then hemeroteca models pull; fi
# A new volume begins with what the image has there.
VOLUME ["/data"]
EXPOSE 7860
HEALTHCHECK --start-period=10m --interval=30s --timeout=5s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['HEMEROTECA_PORT'])"]
# It wants to be told who may ask: HEMEROTECA_LOGIN=true with `hemeroteca users add`, or HEMEROTECA_OPEN_TO_ALL=true.
CMD ["hemeroteca", "chat", "--no-browser", "--host", "0.0.0.0"]
