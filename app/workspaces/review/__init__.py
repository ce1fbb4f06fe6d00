"""Review a recording: canvas, transport, timeline, overlay panel, export."""
