"""Pages of case audit: rounds, samples, files of cases that were drawn, findings and what heads answer."""
