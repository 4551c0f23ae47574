"""From the record of a job to the files that people and programs take."""
