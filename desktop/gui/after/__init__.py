"""After the conference: one page whose tabs are pages of their own."""
