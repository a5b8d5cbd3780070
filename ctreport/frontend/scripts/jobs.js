// The progress of a job.
