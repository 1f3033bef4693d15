"""Painted controls. Each subclasses the stock widget with the right accessible role and looks tokens up at paint time."""
