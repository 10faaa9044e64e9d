"""Messages to send: queued here by whoever has something to say, carried by the gateways above."""
