"""The database: tables, transactions, migrations, backups.

A data file is backed up whole or not at all through SQLite's own backup, checked before it counts
(`desktop/store/backup.py::copy`), and restored the same way into the open file, in one transaction
(`desktop/store/backup.py::write_over`). Which stay is said by `desktop/domain/backups.py::kept`, when one is made by
`desktop/gui/backups/keeper.py::BackupKeeper`. A damaged one is read page by page (`desktop/store/pages.py::Pages`), and
kept.

An encrypted data file says so in its first bytes, and by which key (`desktop/store/sealing.py::identity_of`); every
connection is made by one function, which gives it the key (`desktop/store/engines.py::connect`), with errors that are
`sqlite3`'s own (`desktop/store/cipher_driver.py::connect`). A changed file is made beside, checked, and takes the old
one's place (`desktop/store/resealing.py::reseal`) while nobody here has it open
(`desktop/store/database.py::EngineDatabase.alone`).
"""
