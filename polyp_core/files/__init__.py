"""Reading and writing files: whole or not at all, locked, private, and safe from odd inputs."""
