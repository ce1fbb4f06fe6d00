"""Labels many frames with little work: propagation, pointing while watching, and which frames come next."""
