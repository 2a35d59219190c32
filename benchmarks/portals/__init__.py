"""Sample portals of 1999-2016, rendered from known values, to judge how a template learner reads them."""
