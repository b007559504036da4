"""The formats of exports, a module each."""
