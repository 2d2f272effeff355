"""Pure soil science: arrays in, arrays out; no files, no clock, no hidden state."""
