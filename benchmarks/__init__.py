"""How fast and how large qstrong is, against what it is held to and what else one could take.

    python -m benchmarks              # every gate; writes docs/performance.md and docs/performance.svg
    python -m benchmarks --small      # the same without 100,000 filings
    python -m benchmarks --starts     # instructions of starts alone, against limits.json; for CI
    python -m benchmarks --settle     # measure those anew, and write limits.json

Ratios are taken in one run on one machine, so that they hold on others. Everything that is measured is
installed into `.bench/`; programs that aren't there are named, and their rows left out.
"""
