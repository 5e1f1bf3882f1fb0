"""Measures dardr and its rivals in turns. Started by `benches/run`."""
