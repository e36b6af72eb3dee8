"""What badges and table name tents share: whose they are, who has one that still holds, how they lie on a sheet."""
