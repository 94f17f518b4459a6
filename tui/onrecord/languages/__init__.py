"""What onrecord knows of each language: a folder of data files per language, named by its ISO 639 code."""
