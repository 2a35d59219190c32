"""Readership in the admin: what is read most, an article's views by day, and a panel of the dashboard."""
