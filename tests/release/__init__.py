"""What is built and given away: the wheel, the source archive, and what a stranger does with them."""
