"""Teaching the model: needs the extra `train`, and is never loaded while statements are judged."""
