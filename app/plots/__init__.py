"""Live plots for the workspaces; imported when the first workspace that needs one opens, and never at start."""
