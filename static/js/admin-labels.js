// Names for screen readers what the Django admin and its picker (select2) leave without a name. Loaded on admin forms.

function headingOf(cell) {
  const headings = cell.closest("table")?.tHead.rows[0].cells;
  if (cell.matches(".delete")) return headings?.[headings.length - 1].textContent.trim();
  const column = [...cell.classList].find((name) => name.startsWith("field-"))?.slice("field-".length);
  return cell.closest("table")?.querySelector(`th.column-${column}`)?.textContent.trim();
}

function labelOf(control) {
  const label = control.labels?.[0]?.textContent ?? headingOf(control.closest("td") ?? control);
  return label?.trim().replace(/:$/, "");
}

function namePicker(select) {
  const box = select.nextElementSibling;
  const label = labelOf(select);
  if (!label || !box?.matches(".select2")) return;
  for (const part of box.querySelectorAll(".select2-selection, .select2-search__field, span.select2-selection__rendered")) {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", label);
  }
  // select2 says that the chosen items are a list, and gives them a role that is none.
  box.querySelector("ul.select2-selection__rendered")?.setAttribute("role", "presentation");
}

function nameAll() {
  for (const control of document.querySelectorAll(".tabular td :is(select, input:not([type=hidden])):not([aria-label])")) {
    const heading = headingOf(control.closest("td"));
    if (heading && !control.labels?.length) control.setAttribute("aria-label", heading);
  }
  for (const heading of document.querySelectorAll(".tabular thead th:empty")) heading.replaceWith(document.createElement("td"));
  document.querySelectorAll("select.admin-autocomplete").forEach(namePicker);
}

// After the admin's own scripts, which make the pickers when the page has loaded, and again for each added row.
addEventListener("load", () => setTimeout(nameAll));
document.addEventListener("formset:added", () => setTimeout(nameAll));

// The list that a picker opens belongs to the main part of the page, and its search field needs the picker's name.
for (const select of document.querySelectorAll("select.admin-autocomplete")) select.dataset.dropdownParent = "#content";
document.addEventListener("focusin", ({ target }) => {
  const picker = target.matches(".select2-search__field") && document.querySelector(".select2-selection[aria-expanded=true]");
  if (!picker) return;
  picker.setAttribute("aria-controls", picker.getAttribute("aria-owns"));
  target.setAttribute("aria-label", picker.getAttribute("aria-label"));
});
