"""What every room stands on: canonical form, digests, signatures, errors, language."""
