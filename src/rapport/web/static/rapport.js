// What a page does better with a script; every page works without it.
(() => {
  "use strict";
  const root = document.documentElement;

  // A form that came back with errors: begin at the summary.
  const focusSummary = (within) => within.querySelector("[data-focus]")?.focus();

  // A form is sent once, however often the button is pressed.
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), 15000);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form");
    if (form) release(form);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });

  // A file that is too large is said as soon as it is chosen; the server says it once more.
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-most-bytes]")) return;
    const isTooLarge = [...target.files].some((file) => file.size > Number(target.dataset.mostBytes));
    target.setCustomValidity(isTooLarge ? target.dataset.tooLarge : "");
    if (isTooLarge) target.reportValidity();
  });

  // A link to a page that is also a dialog on this one.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (!dialog || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    dialog.showModal();
  });

  // A panel that asks once more closes with Escape, and when one looks elsewhere.
  const closePanels = (except) =>
    document.querySelectorAll("details.confirm[open]").forEach((panel) => {
      if (panel !== except) panel.open = false;
    });
  document.addEventListener("click", (event) => closePanels(event.target.closest("details.confirm")));
  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && event.target.closest("details.confirm[open]");
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  document.addEventListener(
    "toggle",
    ({ target }) => target.matches("details.confirm[open]") && target.scrollIntoView({ block: "nearest" }),
    true, // it does not bubble
  );

  // Rows of a table: choose all, and how many are chosen.
  const countChosen = (table) => {
    const boxes = [...table.querySelectorAll(".row-check")];
    const chosen = boxes.filter((box) => box.checked).length;
    const all = table.querySelector("[data-choose-all]");
    const words = table.closest(".card")?.querySelector("[data-chosen-count]");
    if (all) [all.checked, all.indeterminate] = [chosen === boxes.length, chosen > 0 && chosen < boxes.length];
    if (words) words.textContent = `${chosen} ${words.dataset.chosenCount}`;
  };
  document.addEventListener("change", (event) => {
    const table = event.target.closest("table");
    if (event.target.matches("[data-choose-all]"))
      table.querySelectorAll(".row-check").forEach((box) => (box.checked = event.target.checked));
    if (event.target.matches("[data-choose-all], .row-check")) countChosen(table);
  });

  // A row that opens beside its table: where there is no room beside, its link leads to a page of its own.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target } = event.detail;
    if (!elt.matches("[data-pane]")) return;
    if (target.offsetParent === null) {
      event.preventDefault();
      return location.assign(elt.href);
    }
    document.querySelector("[data-pane][aria-current]")?.removeAttribute("aria-current");
    elt.setAttribute("aria-current", "true");
  });

  // Light or dark by hand, remembered in a cookie that the server reads.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
  });

  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
  const start = () => {
    document.querySelectorAll("[data-script]").forEach((part) => (part.hidden = false));
    focusSummary(document);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
