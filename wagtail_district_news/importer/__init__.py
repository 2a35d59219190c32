"""The bridge: brings a legacy portal into Wagtail, and can be taken out of INSTALLED_APPS afterwards."""
