"""Whether the service lives, whether it can answer, and what it has done: for who keeps it running."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.responses import Response

from ui.http.faults import Json
from ui.http.room import NotOpen, Room

__all__ = ["Metrics", "health_routes"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class Metrics:
    """What is counted, in a registry of its own: several services may live in one process."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    under_way: Gauge = field(init=False)
    asked: Gauge = field(init=False)
    articles: Gauge = field(init=False)

    def __post_init__(self) -> None:
        labels, registry = ("route", "status"), self.registry
        made = {
            "requests": Counter("hemeroteca_requests", "Requests answered.", labels, registry=registry),
            "seconds": Histogram(
                "hemeroteca_request_seconds", "Time until a request's answer had been sent.", ("route",),
                buckets=_SECONDS, registry=registry,
            ),
            "under_way": Gauge("hemeroteca_requests_under_way", "Requests being answered.", registry=registry),
            "asked": Gauge("hemeroteca_questions", "Questions, searches, texts under way.", registry=registry),
            "articles": Gauge("hemeroteca_articles", "Articles in the archive.", registry=registry),
        }  # fmt: skip
        for name, metric in made.items():
            object.__setattr__(self, name, metric)


def health_routes(room: Room, metrics: Metrics) -> APIRouter:
    """`/healthz`, `/readyz`, `/metrics`."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Whether the service lives")
    async def lives() -> Response:
        return Json({"status": "ok"})

    @router.get("/readyz", summary="Whether it can answer: 503 while the archive is being opened")
    def ready() -> Response:
        try:
            room.archive()
        except NotOpen:
            return Json({"status": "not ready"}, 503, headers={"retry-after": "2"})
        return Json({"status": "ready"})

    @router.get("/metrics", summary="What it has done, for Prometheus")
    def measured() -> Response:
        metrics.asked.set(room.serving.desk.asked())
        try:
            metrics.articles.set(room.archive().status().documents)
        except NotOpen:
            metrics.articles.set(0)
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
