"""What goes over the wire: pydantic models with a description and an example on every field."""
