"""Services of the window without widgets: settings, background tasks, diagnostics, history."""
