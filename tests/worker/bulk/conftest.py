"""The fixtures of bulk jobs."""

from tests.bulk.conftest import bench, bench_on_each, later, small_chunks

__all__ = ["bench", "bench_on_each", "later", "small_chunks"]
