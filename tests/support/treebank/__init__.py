"""What tests of the treebank room share."""
