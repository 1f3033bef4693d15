"""Qt item models over the records that the services hand out."""
