"""From the master to what students get: ``markers`` makes stubs, ``release`` copies an assignment out."""
