"""Properties that hold across packages."""
