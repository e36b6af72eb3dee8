"""One person's data, whole: viewed, handed over, erased or made anonymous, everywhere they are kept."""
