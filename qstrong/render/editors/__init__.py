"""JSON Schemas for editors, and how to set them up."""
