"""What is to be filled in when a page is made from a template."""

from wiki.pages.front_matter import own_settings


def is_template(front_matter: str) -> bool:
    """Whether the page with this front matter is offered to begin new pages from."""
    return isinstance(own_settings(front_matter).get("template"), dict)
