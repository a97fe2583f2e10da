"""`record`: one value or one action, from arguments or asked for step by step."""
