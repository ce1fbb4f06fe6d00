"""Findings: stretches of a recording that show a polyp."""
