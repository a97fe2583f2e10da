"""The bulletin, the leader's page and a unit's sheet: their sentences, tables and order."""
