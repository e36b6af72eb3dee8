"""Certificates and their register."""
