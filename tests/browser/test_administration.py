"""What admins do."""

import pytest
from playwright.sync_api import expect


def test_admin_gives_a_role_and_the_person_may_edit(wiki, admin, person):
    page = admin.open("/admin/accounts/user/")
    page.get_by_role("link", name="nora.newcomer@example.org").or_(
        page.get_by_role("link", name="Nora Newcomer")
    ).first.click()
    page.get_by_label("Role").select_option("Editor")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    admin.leave()
    nora = person(wiki)
    nora.sign_in("nora.newcomer@example.org")
    expect(nora.open("/handbook/kitchen/").get_by_role("link", name="Edit").first).to_be_visible()


def test_reason_of_a_job_is_on_the_screen_of_a_phone(wiki, person):
    ada = person(wiki, viewport={"width": 390, "height": 844})
    ada.sign_in("ada.admin@example.org")
    page = ada.open("/admin/wiki/job/")
    box = page.locator("td", has_text="A file could not be read or written.").bounding_box()
    assert 0 <= box["x"] < box["x"] + box["width"] <= 390
    ada.leave()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_system_page_is_for_everybody_at_any_width(wiki, person, width, scheme):
    ada = person(wiki, viewport={"width": width, "height": 900}, color_scheme=scheme)
    ada.sign_in("ada.admin@example.org")
    page = ada.open("/admin/system/")
    expect(page.get_by_role("heading", name="Database")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(".system .step").first).to_be_visible()  # what is not in order is shown, too
    ada.leave()
