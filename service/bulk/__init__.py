"""Files in, files out: reading, screening in batches, writing, and the jobs that do it in resumable chunks."""
