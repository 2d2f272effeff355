"""Who holds which parcel from when to when; names of people never enter."""
