"""Problems as people and forges read them."""
