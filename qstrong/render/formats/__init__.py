"""A document in each format: terminal, plain text, Markdown, CSV, JSON, HTML, SVG."""
