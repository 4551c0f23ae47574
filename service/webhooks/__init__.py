"""What other systems are told: events wait in the outbox from the transaction that they tell of."""
