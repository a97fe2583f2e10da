"""The same work on any `concurrent.futures.Executor`: in this process, in several, or on Dask."""
