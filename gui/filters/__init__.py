"""The bar above the grid: search, filters, sorts, groups, saved views."""
