"""What each command shows, as a document."""
