"""Sheets that need no tool: agendas, cards, maps, forms to fill in by hand. Data in content/sheets."""
