"""A generator of a sample legacy portal: an invented district, in the markup such portals were served in."""
