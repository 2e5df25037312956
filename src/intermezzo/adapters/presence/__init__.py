"""What can be known of the user being here: one three-valued answer per probe."""
