"""What the site's own templates ask for."""

from django import template

from example_site.home.pictures import stories

register = template.Library()
register.simple_tag(stories)
