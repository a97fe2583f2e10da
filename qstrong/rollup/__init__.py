"""Many plans in one table: each is one task, done here, by worker processes, or by Dask's."""
