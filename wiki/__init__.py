"""The wiki: one Django app, cut inside into slices. Each slice's __init__ says what it owns."""
