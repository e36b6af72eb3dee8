"""What units may send and what people are paid: quotas and daily rates."""
