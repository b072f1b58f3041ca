"""Serving over HTTP: the API, and what stands between the network and it. Heavy libraries load when started."""
