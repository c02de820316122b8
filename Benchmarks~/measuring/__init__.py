"""What the peer is measured with."""
