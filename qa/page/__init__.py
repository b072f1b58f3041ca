"""What the page shows: values → escaped HTML, and the state of a conversation. No Gradio here."""
