"""The signature in a certificate's QR code: the office's key, signing, checking, and the page that checks without the program."""
