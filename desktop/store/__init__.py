"""The record: tables, transactions, migrations, backups."""
