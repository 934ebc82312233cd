"""The judge: what each column of a table holds, and which way the money went."""
