"""Review a recording: canvas, transport, time line, side panel, export."""
