"""What is tried after the importer's line was taken out: run by tests/importer/test_removal.py, each in its process."""
