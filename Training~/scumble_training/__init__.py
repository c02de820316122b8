"""How the embedded model is made: data synthesis, training, evaluation, export."""
