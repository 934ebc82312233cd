"""Plain frozen data: the case, money, document blocks, conditions."""
