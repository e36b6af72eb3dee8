"""The program attacked: killed, starved and fed with broken files. Each module prints tries, faults and losses."""
