"""What admins do."""

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
