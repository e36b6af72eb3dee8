"""Desks that were apart come together, and a door that does not stop when the server goes away.

bundles: rows of some conferences as plain values · exchange: bundles as files · merging: a bundle into a database that
knows the conference · badge_codes: two people, one code · copying: a conference whole, from database to database ·
outbox, mirror, server_database: a desk of a server that works on while the server is away.
"""
