# The page, and every command. PyTorch's CPU index is named as for `make setup` (README, "torch"):
#
#     docker build --build-arg TORCH_INDEX=<address> --tag hemeroteca .
FROM python:3.11-slim-bookworm

ARG TORCH_INDEX=

RUN useradd --create-home reader && install --directory --owner reader --group reader /data /cache

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
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable .

USER reader
ENV HEMEROTECA_DATA_DIR=/data HEMEROTECA_CACHE_DIR=/cache
VOLUME ["/data", "/cache"]
EXPOSE 7860
# It wants to be told who may ask: HEMEROTECA_LOGIN=true with `hemeroteca users add`, or HEMEROTECA_OPEN_TO_ALL=true.
CMD ["hemeroteca", "chat", "--no-browser", "--host", "0.0.0.0"]
