"""What a case never holds: card and account numbers, identity numbers, secrets."""
