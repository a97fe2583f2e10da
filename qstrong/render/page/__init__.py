"""The offline page: targets, tasks and units with their charts."""
