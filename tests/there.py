"""What has to be there in a test."""

from typing import TypeVar

T = TypeVar("T")


def there(one: T | None) -> T:
    """The same; where it is None, the test fails here."""
    assert one is not None
    return one
