"""The subcommands of `polyp-train`, one module each."""
