"""The office's pages: versions of the playbook, special dates, the journal's health."""
