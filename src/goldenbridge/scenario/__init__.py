"""What people write: the scenario language. YAML and pydantic only; no arrays, no compiler."""
