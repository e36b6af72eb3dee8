"""The signature in a certificate's QR code: the office's key, signing, checking, and the page that checks without the program.

A certificate proves itself. Its QR code is one line of text that says number, name and date exactly, signed with the
office's key (`desktop/domain/certificate_code.py::read`, `desktop/services/certificate_codes/signing.py::check`); a
page that needs no program checks it too (`desktop/papers/check_page.py::page`). What was issued is never rewritten: a
corrected one is a new line of the register (`desktop/papers/certificates/gather.py::reissue`).
"""
