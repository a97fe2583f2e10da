"""What is owed when and by whom, which value counts on a day, comparable series, the path. Pure."""
