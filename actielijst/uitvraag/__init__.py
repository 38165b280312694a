"""What a party is asked to bring up to date: a workbook with its own rows, to be read back."""
