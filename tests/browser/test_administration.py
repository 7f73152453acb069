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
